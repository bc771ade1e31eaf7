import { SECRET, UNKNOWN } from "../../../engine/preview.ts";
import type { Edit, Inputs } from "../holes/edit.ts";
import { allows, foreign, holesOf, own, type RefusedHole, region, register } from "./refused-hole.ts";

const key = (program: Edit) => program.output("keys-vault", "keyId", "Key");
const vault = "modelkeep-demo-vault-111122223333-eu-central-1";
const open = { blockPublicAcls: false, blockPublicPolicy: false, ignorePublicAcls: false, restrictPublicBuckets: false };

/** Two that write one thing, each under another name of it. */
const writers: RefusedHole[] = holesOf(
  "demo",
  [
    "a second policy of the vault, by its id",
    "stack-single-writer",
    (program) => {
      register(program, "aws:s3/bucketPolicy:BucketPolicy", "again", {
        bucket: program.output("vault-bucket", "id", "bucket:Bucket"),
        policy: program.inputs("vault-bucket-policy")["policy"],
      });
    },
  ],
  [
    "a second policy of the vault, by its name",
    "stack-single-writer",
    (program) => {
      register(program, "aws:s3/bucketPolicy:BucketPolicy", "again", {
        bucket: vault,
        policy: program.inputs("vault-bucket-policy")["policy"],
      });
    },
  ],
  [
    "a second policy of the vault, by its ARN",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:s3/bucketPolicy:BucketPolicy", "again", {
        bucket: `arn:aws:s3:::${vault}`,
        policy: program.inputs("vault-bucket-policy")["policy"],
      });
    },
  ],
  [
    "a second versioning of the vault, of the older token",
    "stack-single-writer",
    (program) => {
      register(program, "aws:s3/bucketVersioningV2:BucketVersioningV2", "again", {
        bucket: vault,
        versioningConfiguration: { status: "Enabled" },
      });
    },
  ],
  [
    "a second encryption of the vault, through another account's expected owner",
    "stack-single-writer",
    (program) => {
      register(program, "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "again", {
        ...program.inputs("vault-bucket-encryption"),
      });
    },
  ],
  [
    "a second block of public access, that opens",
    "aws-s3-bucket-public-access-block-all-four",
    (program) => {
      register(program, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "again", {
        bucket: program.output("vault-bucket", "id", "bucket:Bucket"),
        ...open,
      });
    },
  ],
  [
    "a second ownership of the vault",
    "stack-single-writer",
    (program) => {
      register(program, "aws:s3/bucketOwnershipControls:BucketOwnershipControls", "again", {
        bucket: program.output("vault-bucket", "bucket", "bucket:Bucket"),
        rule: { objectOwnership: "BucketOwnerEnforced" },
      });
    },
  ],
  [
    "a second log of access of the vault",
    "stack-single-writer",
    (program) => {
      register(program, "aws:s3/bucketLogging:BucketLogging", "again", { bucket: vault, targetBucket: vault, targetPrefix: "x/" });
    },
  ],
  [
    "a bucket of the same name",
    "aws-s3-bucket-access-log",
    (program) => {
      register(
        program,
        "aws:s3/bucket:Bucket",
        "again",
        { bucket: vault, objectLockEnabled: true },
        { protect: true, retainOnDelete: true },
      );
    },
  ],
  [
    "a second policy of a key, beside the one inside",
    "stack-single-writer",
    (program) => {
      register(program, "aws:kms/keyPolicy:KeyPolicy", "again", {
        keyId: key(program),
        policy: program.inputs("keys-vault", "Key")["policy"],
      });
    },
  ],
  [
    "a second policy of a key, by its ARN",
    "stack-single-writer",
    (program) => {
      register(program, "aws:kms/keyPolicy:KeyPolicy", "again", {
        keyId: program.output("keys-vault", "arn", "Key"),
        policy: program.inputs("keys-vault", "Key")["policy"],
      });
    },
  ],
  [
    "a second alias of a name",
    "stack-single-writer",
    (program) => {
      register(program, "aws:kms/alias:Alias", "again", {
        name: program.inputs("keys-vault-alias")["name"],
        targetKeyId: program.output("keys-logs", "keyId", "Key"),
      });
    },
  ],
  [
    "a second policy of a topic",
    "stack-single-writer",
    (program) => {
      register(program, "aws:sns/topicPolicy:TopicPolicy", "again", {
        arn: program.output("alarms-topic", "id"),
        policy: program.inputs("alarms-topic-policy")["policy"],
      });
    },
  ],
  [
    "a second policy of an endpoint",
    "stack-single-writer",
    (program) => {
      register(program, "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", "again", {
        vpcEndpointId: program.output("endpoints-s3"),
        policy: program.inputs("endpoints-s3")["policy"],
      });
    },
  ],
  [
    "a second endpoint of one service",
    "stack-single-writer",
    (program) => {
      register(program, "aws:ec2/vpcEndpoint:VpcEndpoint", "again", { ...program.inputs("endpoints-s3") });
    },
  ],
  [
    "a second policy of a role, of the same name by another way",
    "stack-single-writer",
    (program) => {
      register(program, "aws:iam/rolePolicy:RolePolicy", "again", {
        ...program.inputs("cluster-policy"),
        role: program.output("cluster-role", "id", "role:Role"),
      });
    },
  ],
  [
    "all policies of a role, exclusively",
    "stack-known-types",
    (program) => {
      register(program, "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive", "again", {
        roleName: "modelkeep-demo-cluster",
        policyNames: [],
      });
    },
  ],
  [
    "all rules of a security group, exclusively",
    "stack-known-types",
    (program) => {
      register(program, "aws:vpc/securityGroupRulesExclusive:SecurityGroupRulesExclusive", "again", {
        securityGroupId: program.output("groups-nodes"),
        egressRuleIds: [],
        ingressRuleIds: [],
      });
    },
  ],
  [
    "rules of a security group inside it",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("groups-nodes")["egress"] = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.0.0.0/8"] }];
    },
  ],
  [
    "rules of a security group by the older type",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:ec2/securityGroupRule:SecurityGroupRule", "again", {
        type: "egress",
        securityGroupId: program.output("groups-nodes"),
        protocol: "-1",
        fromPort: 0,
        toPort: 0,
        cidrBlocks: ["0.0.0.0/0"],
      });
    },
  ],
  [
    "a second route table of a subnet",
    "stack-single-writer",
    (program) => {
      register(program, "aws:ec2/routeTableAssociation:RouteTableAssociation", "again", {
        subnetId: program.output("network-nodes-eu-central-1a"),
        routeTableId: program.output("network-edge-routes"),
      });
    },
  ],
  [
    "the main route table of the network is another",
    "stack-known-types",
    (program) => {
      register(program, "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "again", {
        vpcId: program.output("network-vpc"),
        routeTableId: program.output("network-edge-routes"),
      });
    },
  ],
  [
    "a second network ACL of a subnet",
    "stack-single-writer",
    (program) => {
      register(program, "aws:ec2/networkAcl:NetworkAcl", "again", {
        vpcId: program.output("network-vpc"),
        subnetIds: [program.output("network-nodes-eu-central-1a")],
        ingress: [],
        egress: [],
      });
    },
  ],
  [
    "a rule beside those of a network ACL",
    "stack-single-writer",
    (program) => {
      register(program, "aws:ec2/networkAclRule:NetworkAclRule", "again", {
        networkAclId: program.output("network-nodes-acl"),
        egress: true,
        ruleAction: "allow",
        ruleNumber: 1,
        protocol: "-1",
        cidrBlock: "10.0.0.0/8",
      });
    },
  ],
  [
    "a second firewall of names before the first",
    "stack-single-writer",
    (program) => {
      register(program, "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation", "again", {
        ...program.inputs("dns-firewall-association"),
        name: "again",
        priority: 101,
      });
    },
  ],
  [
    "a second setting of the firewall of names",
    "stack-single-writer",
    (program) => {
      register(program, "aws:route53/resolverFirewallConfig:ResolverFirewallConfig", "again", {
        ...program.inputs("dns-firewall-fail-closed"),
      });
    },
  ],
  [
    "a second detector",
    "stack-single-writer",
    (program) => {
      register(program, "aws:guardduty/detector:Detector", "again", { enable: true });
    },
  ],
  [
    "a second feature of a detector",
    "stack-single-writer",
    (program) => {
      register(program, "aws:guardduty/detectorFeature:DetectorFeature", "again", {
        ...program.inputs("guard-duty-s3"),
        status: "ENABLED",
      });
    },
  ],
  [
    "a second log group of a name",
    "stack-single-writer",
    (program) => {
      register(program, "aws:cloudwatch/logGroup:LogGroup", "again", { ...program.inputs("logs-audit") });
    },
  ],
  [
    "a second trail of a name",
    "stack-single-writer",
    (program) => {
      register(program, "aws:cloudtrail/trail:Trail", "again", { ...program.inputs("trail", "trail:Trail") });
    },
  ],
  [
    "a second alarm of a name",
    "stack-single-writer",
    (program) => {
      register(program, "aws:cloudwatch/metricAlarm:MetricAlarm", "again", { ...program.inputs("alarms-audit-keys-alarm") });
    },
  ],
  [
    "a second add-on of a name",
    "stack-single-writer",
    (program) => {
      register(program, "aws:eks/addon:Addon", "again", { ...program.inputs("add-ons-vpc-cni") });
    },
  ],
  [
    "a second role of the model server's account",
    "stack-single-writer",
    (program) => {
      register(program, "aws:eks/podIdentityAssociation:PodIdentityAssociation", "again", {
        ...program.inputs("pod-roles-weights-reader-pods"),
      });
    },
  ],
  [
    "a second life cycle of a repository",
    "stack-single-writer",
    (program) => {
      register(program, "aws:ecr/lifecyclePolicy:LifecyclePolicy", "again", {
        repository: program.output("registry-vllm", "name"),
        policy: program.inputs("registry-vllm-lifecycle")["policy"],
      });
    },
  ],
  [
    "a second flow log that is not of all traffic",
    "aws-ec2-flow-log-all-traffic",
    (program) => {
      register(program, "aws:ec2/flowLog:FlowLog", "again", { ...program.inputs("flow-logs-all"), trafficType: "ACCEPT" });
    },
  ],
);

/** Values of resources elsewhere, that look like those of the stack. */
const names: RefusedHole[] = holesOf(
  "demo",
  [
    "an event rule is called like a security group elsewhere",
    "aws-resource-known-inputs",
    (program) => {
      const id = "sg-0123456789abcdef0";
      register(program, "aws:cloudwatch/eventRule:EventRule", "name", { name: id, eventPattern: "{}" });
      register(program, "aws:cloudwatch/eventTarget:EventTarget", "target", { rule: id, arn: program.output("alarms-topic", "arn") });
      program.inputs("endpoints-s3")["securityGroupIds"] = [id];
    },
  ],
  [
    "an alarm is called like a network elsewhere",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:cloudwatch/metricAlarm:MetricAlarm", "name", {
        ...program.inputs("alarms-audit-keys-alarm"),
        name: "vpc-0123456789abcdef0",
      });
      program.inputs("endpoints-s3")["vpcId"] = "vpc-0123456789abcdef0";
    },
  ],
  [
    "a symbol is written by hand",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("endpoints-s3")["vpcId"] = "~network-vpc.id.0123456789ab~";
    },
  ],
  [
    "a symbol is written by hand, of a topic",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["alarmActions"] = ["~theirs.arn.0123456789ab~"];
    },
  ],
  [
    "a symbol hides who is in a policy",
    "aws-sns-topic-policy-named-source",
    (program) => {
      program.inputs("alarms-topic-policy")["policy"] = allows({
        Principal: { AWS: "~theirs.arn.0123456789ab~" },
        Action: "sns:Publish",
        Resource: "*",
      });
    },
  ],
  [
    "an ARN of another partition with the own account",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["okActions"] = [`arn:aws-cn:sns:cn-north-1:${own}:told`];
    },
  ],
  [
    "an ARN of another region with the own account",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["alarmActions"] = [`arn:aws:sns:us-east-1:${own}:told`];
    },
  ],
  [
    "an account is written with a zero-width space",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["alarmActions"] = [`arn:aws:sns:${region}:9999\u200b88887777:told`];
    },
  ],
  [
    "the vault's log goes to a bucket that looks like the vault's",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("vault-bucket-logging")["targetBucket"] = "modelkeep-demo-vault-access-logs-111122223333-eu-centraI-1";
    },
  ],
  [
    "a role is named with another alphabet",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("cluster-policy")["role"] = "mоdelkeep-demo-cluster";
    },
  ],
  [
    "a cluster of another name",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("add-ons-vpc-cni")["clusterName"] = "modelkeep-prod";
    },
  ],
  [
    "a volume's key is an alias that anybody may move",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("gpu-pool-template")["blockDeviceMappings"][0]["ebs"]["kmsKeyId"] = "alias/anything";
    },
  ],
  [
    "a volume's key is AWS's",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("gpu-pool-template")["blockDeviceMappings"][0]["ebs"]["kmsKeyId"] = "alias/aws/ebs";
    },
  ],
  [
    "a resource that the program only reads takes the place of its own",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:ec2/securityGroup:SecurityGroup", "theirs", {}, { readId: "sg-0123456789abcdef0" });
      Object.assign(program.inputs("endpoints-s3"), { securityGroupIds: [program.output("theirs")] });
      program.resource("endpoints-s3").propertyDependencies!["securityGroupIds"] = [program.resource("theirs").urn];
    },
  ],
);

/** Values that nobody can read. */
const hidden: RefusedHole[] = holesOf(
  "demo",
  [
    "where the trail goes is a secret, made from one's own",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("trail", "trail:Trail")["s3BucketName"] = SECRET;
    },
  ],
  [
    "whom an alarm tells is a secret",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["alarmActions"] = [SECRET];
    },
  ],
  [
    "all alarm actions are a secret",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["alarmActions"] = SECRET;
    },
  ],
  [
    "what the flow log is sent to was decided by what is not there yet",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("flow-logs-all")["logDestination"] = UNKNOWN;
    },
  ],
  [
    "a node's settings are a secret",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("gpu-pool-template")["userData"] = SECRET;
    },
  ],
  [
    "an add-on's configuration is a secret",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("add-ons-vpc-cni")["configurationValues"] = SECRET;
    },
  ],
  [
    "an add-on's configuration is a secret, made from one's own",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("add-ons-vpc-cni")["configurationValues"] = SECRET;
      program.resource("add-ons-vpc-cni").propertyDependencies = {
        configurationValues: [program.resource("cluster", "eks/cluster:Cluster").urn],
      };
    },
  ],
  [
    "a bucket's policy is a secret",
    "aws-s3-bucket-policy-tls-only",
    (program) => {
      program.inputs("vault-bucket-policy")["policy"] = SECRET;
    },
  ],
  [
    "an event's pattern is a secret",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-findings")["eventPattern"] = SECRET;
    },
  ],
  [
    "a log group's name is a secret",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("logs-audit")["name"] = SECRET;
    },
  ],
  [
    "a pattern of the trail's filter is not known",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-audit-keys")["pattern"] = UNKNOWN;
    },
  ],
  [
    "all inputs' tags are a secret",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("network-vpc")["tags"] = SECRET;
    },
  ],
  [
    "a Kubernetes object's whole specification is a secret",
    "kubernetes-pod-known-shape",
    (program) => {
      program.inputs("modelkeep-demo-serving/model-server", "Deployment")["spec"] = SECRET;
    },
  ],
  [
    "one argument of the model server is a secret",
    "kubernetes-pod-known-shape",
    (program) => {
      program.inputs("modelkeep-demo-serving/model-server", "Deployment")["spec"].template.spec.containers[0].args[0] = SECRET;
    },
  ],
  [
    "the front door's configuration is not known",
    "kubernetes-front-door-known-shape",
    (program) => {
      const data = program.inputs("modelkeep-demo-serving/model-server-front-door", "ConfigMap")["data"];
      data["bootstrap.json"] = UNKNOWN;
    },
  ],
);

/** Options of resources, and providers. */
const options: RefusedHole[] = holesOf(
  "demo",
  [
    "changes of the vault's policy are ignored",
    "modelkeep-release",
    (program) => {
      program.resource("vault-bucket-policy").ignoreChanges = ["policy"];
    },
  ],
  [
    "all changes of a security group are ignored",
    "modelkeep-release",
    (program) => {
      program.resource("groups-nodes").ignoreChanges = ["*"];
    },
  ],
  [
    "the size of a pool is left to somebody else",
    "modelkeep-release",
    (program) => {
      program.resource("gpu-pool", "NodeGroup").ignoreChanges = ["scalingConfig.desiredSize"];
    },
  ],
  [
    "a resource takes over one that is there already",
    "modelkeep-release",
    (program) => {
      program.resource("groups-nodes").importId = "sg-0123456789abcdef0";
    },
  ],
  [
    "the vault is not protected any more",
    "aws-s3-bucket-protected",
    (program) => {
      program.resource("vault-bucket", "bucket:Bucket").protect = false;
    },
  ],
  [
    "a key of the vault is not protected any more",
    "aws-kms-key-protected",
    (program) => {
      program.resource("keys-vault", "Key").protect = false;
    },
  ],
  [
    "a resource has no provider of the program",
    "modelkeep-release",
    (program) => {
      program.resource("alarms-topic").provider = undefined;
    },
  ],
  [
    "a resource has the default provider",
    "modelkeep-release",
    (program) => {
      program.resource("alarms-topic").provider = "urn:pulumi:demo::modelkeep::pulumi:providers:aws::default_7_48_0::1";
    },
  ],
  [
    "a second provider is for another account",
    "modelkeep-release",
    (program) => {
      register(
        program,
        "pulumi:providers:aws",
        "theirs",
        { region, allowedAccountIds: JSON.stringify([foreign]), version: "7.48.0" },
        { provider: undefined },
      );
    },
  ],
  [
    "a second provider is for whatever account its credentials are of",
    "modelkeep-release",
    (program) => {
      register(program, "pulumi:providers:aws", "theirs", { region, version: "7.48.0" }, { provider: undefined });
    },
  ],
  [
    "a second provider is for two accounts",
    "modelkeep-release",
    (program) => {
      register(
        program,
        "pulumi:providers:aws",
        "theirs",
        { region, allowedAccountIds: JSON.stringify([own, foreign]) },
        { provider: undefined },
      );
    },
  ],
  [
    "the provider takes on a role",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("aws", "providers:aws")["assumeRoles"] = JSON.stringify([{ roleArn: `arn:aws:iam::${own}:role/x` }]);
    },
  ],
  [
    "the provider takes on a role by a token",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("aws", "providers:aws")["assumeRoleWithWebIdentity"] = JSON.stringify({
        roleArn: `arn:aws:iam::${own}:role/x`,
        webIdentityTokenFile: "/t",
      });
    },
  ],
  [
    "the provider sends its requests elsewhere",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("aws", "providers:aws")["endpoints"] = JSON.stringify([{ s3: "https://their.example" }]);
    },
  ],
  [
    "the provider asks a proxy",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("aws", "providers:aws")["httpsProxy"] = "http://their.example";
    },
  ],
  [
    "the provider skips the check of certificates",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("aws", "providers:aws")["insecure"] = "true";
    },
  ],
  [
    "the provider ignores tags",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("aws", "providers:aws")["ignoreTags"] = JSON.stringify({ keys: ["modelkeep:keep"] });
    },
  ],
  [
    "the provider takes another profile",
    "modelkeep-release",
    (program) => {
      program.inputs("aws", "providers:aws")["profile"] = "theirs";
    },
  ],
  [
    "the provider reads credentials from a file",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("aws", "providers:aws")["sharedCredentialsFiles"] = JSON.stringify(["/tmp/x"]);
    },
  ],
  [
    "the provider works in another region",
    "aws-resource-own-region",
    (program) => {
      program.inputs("aws", "providers:aws")["region"] = "us-east-1";
    },
  ],
  [
    "a second provider in a region that the settings do not name",
    "modelkeep-release",
    (program) => {
      register(
        program,
        "pulumi:providers:aws",
        "elsewhere",
        { ...program.inputs("aws", "providers:aws"), region: "us-east-1" },
        { provider: undefined },
      );
      program.resource("alarms-topic").provider = `${program.resource("elsewhere").urn}::${UNKNOWN}`;
    },
  ],
  [
    "the cluster's provider talks to another cluster",
    "aws-resource-known-inputs",
    (program) => {
      const inputs = program.inputs("kubernetes", "providers:kubernetes");
      inputs["kubeconfig"] = inputs["kubeconfig"].replace(/"server":"[^"]*"/, '"server":"https://10.0.0.9"');
    },
  ],
  [
    "the cluster's provider runs another program for its token",
    "aws-resource-known-inputs",
    (program) => {
      const inputs = program.inputs("kubernetes", "providers:kubernetes");
      inputs["kubeconfig"] = inputs["kubeconfig"].replace('"command":"aws"', '"command":"sh"');
    },
  ],
  [
    "the cluster's provider does not check who answers",
    "aws-resource-known-inputs",
    (program) => {
      const inputs = program.inputs("kubernetes", "providers:kubernetes");
      inputs["kubeconfig"] = inputs["kubeconfig"].replace('"server":', '"insecure-skip-tls-verify":true,"server":');
    },
  ],
  [
    "the cluster's provider is another one",
    "modelkeep-release",
    (program) => {
      const inputs = program.inputs("kubernetes", "providers:kubernetes");
      inputs["kubeconfig"] = inputs["kubeconfig"]
        .replace('"--region","eu-central-1"', '"--region","us-east-1"')
        .replace('"--cluster-name","modelkeep-demo"', '"--cluster-name","theirs"');
    },
  ],
  [
    "the cluster's provider writes files instead",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("kubernetes", "providers:kubernetes")["renderYamlToDirectory"] = "out";
    },
  ],
  [
    "the cluster's provider deletes what it cannot reach",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("kubernetes", "providers:kubernetes")["deleteUnreachable"] = "true";
    },
  ],
  [
    "the cluster's provider puts all into one namespace",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("kubernetes", "providers:kubernetes")["namespace"] = "default";
    },
  ],
  [
    "the cluster's provider does not apply on the server",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("kubernetes", "providers:kubernetes")["enableServerSideApply"] = "false";
    },
  ],
  [
    "a provider of another kind is there",
    "stack-known-types",
    (program) => {
      register(program, "pulumi:providers:aws-native", "native", {}, { provider: undefined });
    },
  ],
  [
    "a command runs where the program runs",
    "stack-known-types",
    (program) => {
      register(program, "command:local:Command", "run", { create: "curl x | sh" }, { provider: undefined });
    },
  ],
  [
    "a reference reads the outputs of another stack",
    "stack-known-types",
    (program) => {
      register(
        program,
        "pulumi:pulumi:StackReference",
        "theirs",
        { name: "org/theirs/prod" },
        { provider: undefined, readId: "org/theirs/prod" },
      );
    },
  ],
);

const keep = (program: Edit): Inputs => program.inputs("keep", "modelkeep:aws:Keep");
const group = (program: Edit, type: string, name: string, inputs: Inputs) =>
  register(program, type, name, inputs, { custom: false, provider: undefined });
const toThem = (program: Edit) => {
  program.inputs("dns-firewall-query-log", "ResolverQueryLogConfig")["destinationArn"] = program.inputs("logs-dns")["name"];
};
const stranger = { value: foreign, because: "client of ours" };
const waiver = {
  rule: "stack-no-external-references",
  resource: "mail",
  reason: "they asked",
  owner: "platform/on-call",
  expires: "2027-01-31",
};
const mailed = (program: Edit) => {
  register(program, "aws:sns/topicSubscription:TopicSubscription", "mail", {
    topic: program.output("alarms-topic", "arn"),
    protocol: "email",
    endpoint: "someone@their.example",
  });
};

/** What the pack takes the program's word for. */
const said: RefusedHole[] = holesOf(
  "demo",
  [
    "the keep names somebody whom the settings do not",
    "modelkeep-release",
    (program) => {
      keep(program)["named"].push({ value: "someone@their.example", because: "is told of alarms" });
      mailed(program);
    },
  ],
  [
    "the keep is for another account",
    "stack-no-external-references",
    (program) => {
      keep(program)["account"] = foreign;
    },
  ],
  [
    "the keep names nobody at all",
    "stack-no-external-references",
    (program) => {
      keep(program)["named"] = [];
    },
  ],
  [
    "another group of the keep's names somebody",
    "modelkeep-release",
    (program) => {
      group(program, "modelkeep:aws:Clients", "more", { named: [{ value: "someone@their.example", because: "a client" }] });
      mailed(program);
    },
  ],
  [
    "a second keep is for another account",
    "modelkeep-release",
    (program) => {
      group(program, "modelkeep:aws:Keep", "second", { account: foreign, named: [], waivers: [] });
    },
  ],
  [
    "a second keep of the same name names somebody",
    "modelkeep-release",
    (program) => {
      const urn = "urn:pulumi:holes::holes::modelkeep:aws:Keep::keep";
      group(program, "modelkeep:aws:Keep", "second", { named: [stranger], account: own, waivers: [] });
      Object.assign(program.resource("second"), { urn, name: "keep" });
    },
  ],
  [
    "the keep waives what its settings do not",
    "modelkeep-release",
    (program) => {
      keep(program)["waivers"].push(waiver);
      mailed(program);
    },
  ],
  [
    "another group of the keep's waives what its settings do not",
    "modelkeep-release",
    (program) => {
      group(program, "modelkeep:kubernetes:Keep", "waives", { waivers: [waiver] });
      mailed(program);
    },
  ],
  [
    "a waiver of the release waives itself",
    "modelkeep-release",
    (program) => {
      keep(program)["waivers"].push({ ...waiver, rule: "modelkeep-release", resource: "keep" });
    },
  ],
  [
    "what is a resource of AWS calls itself a keep",
    "stack-known-types",
    (program) => {
      register(program, "modelkeep:aws:Keep", "real", { account: own });
    },
  ],
  ["a log goes to a group by its name where an ARN belongs", "aws-resource-known-inputs", toThem],
  [
    "the names of the keep are not known",
    "stack-no-external-references",
    (program) => {
      keep(program)["named"] = UNKNOWN;
    },
  ],
);

export const besideInputs: RefusedHole[] = [...writers, ...names, ...hidden, ...options, ...said];
