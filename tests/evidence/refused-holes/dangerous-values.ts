import type { Edit, Inputs } from "../holes/edit.ts";
import { allows, foreign, holesOf, own, type RefusedHole, register } from "./refused-hole.ts";

/** Settings of a Bottlerocket node, changed as text. */
function userData(program: Edit, edit: (text: string) => string, template = "gpu-pool-template"): void {
  const inputs = program.inputs(template);
  inputs["userData"] = Buffer.from(edit(Buffer.from(inputs["userData"], "base64").toString())).toString("base64");
}
const template = (program: Edit): Inputs => program.inputs("gpu-pool-template");
const pool = (program: Edit): Inputs => program.inputs("gpu-pool", "NodeGroup");
const cluster = (program: Edit): Inputs => program.inputs("cluster", "eks/cluster:Cluster");
const addOn = (program: Edit, values: unknown) => {
  program.inputs("add-ons-vpc-cni")["configurationValues"] = JSON.stringify(values);
};

const ofNodes: RefusedHole[] = holesOf(
  "demo",
  [
    "a line of a node's settings switches its shell on",
    "aws-resource-known-inputs",
    (program) => userData(program, (text) => text.replace("enabled = false", "enabled = true")),
  ],
  [
    "a node's settings say nothing of its shells",
    "aws-ec2-instance-node-settings",
    (program) => userData(program, (text) => text.replace(/\[settings\.host-containers\.control\]\nenabled = false\n/, "")),
  ],
  [
    "a node's settings are gone",
    "aws-ec2-instance-node-settings",
    (program) => {
      delete template(program)["userData"];
    },
  ],
  [
    "a node's settings are empty",
    "aws-ec2-instance-node-settings",
    (program) => {
      template(program)["userData"] = "";
    },
  ],
  [
    "a node drops the default seccomp profile",
    "aws-ec2-instance-node-settings",
    (program) => userData(program, (text) => text.replace("seccomp-default = true\n", "")),
  ],
  [
    "a container may ask for every GPU of a node by a variable",
    "aws-ec2-instance-node-settings",
    (program) => userData(program, (text) => text.replace("visible-devices-envvar-when-unprivileged = false\n", "")),
  ],
  [
    "a node's settings say a thing twice, and mean the second",
    "aws-resource-known-inputs",
    (program) => userData(program, (text) => `${text}\n[settings.host-containers.admin]\nenabled = true\n`),
  ],
  [
    "a node's settings are of another table than it seems",
    "aws-ec2-instance-node-settings",
    (program) => userData(program, (text) => text.replace("[settings.host-containers.admin]", "[settings.metrics]")),
  ],
  [
    "a node trusts a registry of somebody else",
    "aws-resource-known-inputs",
    (program) =>
      userData(
        program,
        (text) => `${text}\n[[settings.container-registry.mirrors]]\nregistry = "*"\nendpoint = ["https://their.example"]\n`,
      ),
  ],
  [
    "a node trusts an authority of somebody else",
    "aws-resource-known-inputs",
    (program) => userData(program, (text) => `${text}\n[settings.pki.theirs]\ntrusted = true\ndata = "LS0t"\n`),
  ],
  [
    "a node asks a proxy",
    "aws-resource-known-inputs",
    (program) => userData(program, (text) => `${text}\n[settings.network]\nhttps-proxy = "10.64.0.9:3128"\n`),
  ],
  [
    "a node takes its names from elsewhere",
    "aws-resource-known-inputs",
    (program) => userData(program, (text) => `${text}\n[settings.dns]\nname-servers = ["10.64.0.9"]\n`),
  ],
  [
    "a node runs a bootstrap container",
    "aws-resource-known-inputs",
    (program) => userData(program, (text) => `${text}\n[settings.bootstrap-containers.x]\nsource = "x"\nmode = "always"\n`),
  ],
  [
    "a node runs another command at its start",
    "aws-resource-known-inputs",
    (program) => userData(program, (text) => text.replace('"init"', '"raw"')),
  ],
  [
    "a node allows unsafe sysctls",
    "aws-resource-known-inputs",
    (program) =>
      userData(program, (text) => text.replace("seccomp-default = true", 'seccomp-default = true\nallowed-unsafe-sysctls = ["*"]')),
  ],
  [
    "a node's kubelet answers anybody",
    "aws-resource-known-inputs",
    (program) =>
      userData(program, (text) =>
        text.replace("seccomp-default = true", 'seccomp-default = true\nauthentication-mode = "tls"\nstandalone-mode = true'),
      ),
  ],
  [
    "a node runs static pods",
    "aws-resource-known-inputs",
    (program) => userData(program, (text) => `${text}\n[settings.kubernetes.static-pods.x]\nenabled = true\nmanifest = "e30="\n`),
  ],
  [
    "a node unlocks its kernel",
    "aws-resource-known-inputs",
    (program) => userData(program, (text) => `${text}\n[settings.kernel]\nlockdown = "none"\n`),
  ],
  [
    "a node's settings are a script in base64 of another alphabet",
    "aws-resource-known-inputs",
    (program) => {
      template(program)["userData"] = "IyEvYmluL3No-_==";
    },
  ],
  [
    "a node is of Bottlerocket's development variant",
    "aws-ec2-instance-node-settings",
    (program) => {
      template(program)["imageId"] = "resolve:ssm:/aws/service/bottlerocket/aws-dev/x86_64/latest/image_id";
    },
  ],
  [
    "a pool's nodes are of a general image, named by its template",
    "aws-eks-node-group-minimal-image",
    (program) => {
      template(program)["imageId"] = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
      delete pool(program)["amiType"];
    },
  ],
  [
    "a pool of its own image keeps its type",
    "aws-ec2-instance-node-settings",
    (program) => {
      template(program)["imageId"] = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
    },
  ],
  [
    "a node's image is a stranger's",
    "aws-resource-known-inputs",
    (program) => {
      template(program)["imageId"] = "ami-0123456789abcdef0";
    },
  ],
  [
    "a node's image is a parameter of one's own",
    "aws-resource-known-inputs",
    (program) => {
      template(program)["imageId"] = "resolve:ssm:/keep/image";
    },
  ],
  [
    "a node boots an old image of Bottlerocket",
    "aws-ec2-instance-node-settings",
    (program) => {
      template(program)["imageId"] = "resolve:ssm:/aws/service/bottlerocket/aws-k8s-1.15/x86_64/1.0.0/image_id";
    },
  ],
  [
    "a node's metadata is two hops away",
    "aws-ec2-instance-metadata-v2",
    (program) => {
      template(program)["metadataOptions"]["httpPutResponseHopLimit"] = 2;
    },
  ],
  [
    "a node's metadata has its tags",
    "aws-resource-known-inputs",
    (program) => {
      template(program)["metadataOptions"]["instanceMetadataTags"] = "enabled";
    },
  ],
  [
    "a node's metadata is reached by IPv6",
    "aws-resource-known-inputs",
    (program) => {
      template(program)["metadataOptions"]["httpProtocolIpv6"] = "enabled";
    },
  ],
  [
    "a node has a profile of its own",
    "aws-resource-known-inputs",
    (program) => {
      template(program)["iamInstanceProfile"] = { name: "Admin" };
    },
  ],
  [
    "a node's profile is an ARN of the account",
    "aws-resource-known-inputs",
    (program) => {
      template(program)["iamInstanceProfile"] = { arn: `arn:aws:iam::${own}:instance-profile/Admin` };
    },
  ],
  [
    "a node runs in an enclave's parent",
    "aws-resource-known-inputs",
    (program) => {
      template(program)["enclaveOptions"] = { enabled: true };
    },
  ],
  [
    "a node can be hibernated to its disk",
    "aws-resource-known-inputs",
    (program) => {
      template(program)["hibernationOptions"] = { configured: true };
    },
  ],
  [
    "a node's volume comes from a snapshot",
    "aws-resource-known-inputs",
    (program) => {
      template(program)["blockDeviceMappings"][0]["ebs"]["snapshotId"] = "snap-0123456789abcdef0";
    },
  ],
  [
    "a node's interface is one that is there already",
    "aws-resource-known-inputs",
    (program) => {
      template(program)["networkInterfaces"][0]["networkInterfaceId"] = "eni-0123456789abcdef0";
    },
  ],
  [
    "a node's interface forwards for others",
    "aws-resource-known-inputs",
    (program) => {
      template(program)["networkInterfaces"][0]["ipv4Prefixes"] = ["10.64.9.0/28"];
    },
  ],
  [
    "a node's interface has a group of somebody else, made from one's own",
    "aws-resource-known-inputs",
    (program) => {
      template(program)["networkInterfaces"][0]["securityGroups"] = ["sg-0123456789abcdef0"];
    },
  ],
  [
    "a node is logged in to by a key",
    "aws-resource-known-inputs",
    (program) => {
      template(program)["keyName"] = "admin";
    },
  ],
  [
    "a pool is reached by SSH from everywhere",
    "aws-eks-node-group-no-remote-access",
    (program) => {
      pool(program)["remoteAccess"] = { ec2SshKey: "admin" };
    },
  ],
  [
    "a pool takes the template's newest version, whoever writes it",
    "aws-resource-known-inputs",
    (program) => {
      pool(program)["launchTemplate"]["version"] = "$Latest";
    },
  ],
  [
    "a pool's nodes stand in a subnet of somebody else",
    "aws-resource-known-inputs",
    (program) => {
      pool(program)["subnetIds"] = ["subnet-0123456789abcdef0"];
    },
  ],
  [
    "a pool's role is another one",
    "aws-resource-known-inputs",
    (program) => {
      pool(program)["nodeRoleArn"] = `arn:aws:iam::${own}:role/Admin`;
    },
  ],
  [
    "a pool gives nodes a role of the cluster by a label",
    "aws-resource-known-inputs",
    (program) => {
      pool(program)["labels"]["node-role.kubernetes.io/control-plane"] = "";
    },
  ],
  [
    "a pool's nodes leave the load balancers",
    "aws-resource-known-inputs",
    (program) => {
      pool(program)["labels"]["node.kubernetes.io/exclude-from-external-load-balancers"] = "true";
    },
  ],
  [
    "a pool's taint is gone",
    "aws-eks-node-group-gpu-taint",
    (program) => {
      pool(program)["taints"] = [];
    },
  ],
);

const ofTheCluster: RefusedHole[] = holesOf(
  "demo",
  [
    "nodes outside of the VPC join",
    "aws-resource-known-inputs",
    (program) => {
      cluster(program)["remoteNetworkConfig"] = {
        remoteNodeNetworks: { cidrs: ["10.200.0.0/16"] },
        remotePodNetworks: { cidrs: ["10.201.0.0/16"] },
      };
    },
  ],
  [
    "EKS makes nodes of its own",
    "aws-resource-known-inputs",
    (program) => {
      cluster(program)["computeConfig"] = {
        enabled: true,
        nodePools: ["general-purpose"],
        nodeRoleArn: program.output("node-role", "arn", "role:Role"),
      };
    },
  ],
  [
    "EKS makes load balancers of its own",
    "aws-resource-known-inputs",
    (program) => {
      cluster(program)["kubernetesNetworkConfig"]["elasticLoadBalancing"] = { enabled: true };
    },
  ],
  [
    "EKS makes volumes of its own",
    "aws-resource-known-inputs",
    (program) => {
      cluster(program)["storageConfig"] = { blockStorage: { enabled: true } };
    },
  ],
  [
    "the control plane stands on an outpost",
    "aws-resource-known-inputs",
    (program) => {
      cluster(program)["outpostConfig"] = {
        controlPlaneInstanceType: "m5.large",
        outpostArns: [`arn:aws:outposts:eu-central-1:${foreign}:outpost/op-1`],
      };
    },
  ],
  [
    "the control plane shifts between zones",
    "aws-resource-known-inputs",
    (program) => {
      cluster(program)["zonalShiftConfig"] = { enabled: true };
    },
  ],
  [
    "the control plane is scaled by hand",
    "aws-resource-known-inputs",
    (program) => {
      cluster(program)["controlPlaneScalingConfig"] = { tier: "tier-xl" };
    },
  ],
  [
    "Secrets alone are not what is encrypted",
    "aws-resource-known-inputs",
    (program) => {
      cluster(program)["encryptionConfig"]["resources"] = ["secrets", "configmaps"];
    },
  ],
  [
    "the cluster's key is another account's",
    "stack-no-external-references",
    (program) => {
      cluster(program)["encryptionConfig"]["provider"]["keyArn"] = `arn:aws:kms:eu-central-1:${foreign}:key/1`;
    },
  ],
  [
    "the cluster also takes the old ConfigMap of users",
    "aws-eks-cluster-access-entries",
    (program) => {
      cluster(program)["accessConfig"]["authenticationMode"] = "API_AND_CONFIG_MAP";
    },
  ],
  [
    "the cluster says nothing of its creator's rights",
    "aws-eks-cluster-no-creator-admin",
    (program) => {
      delete cluster(program)["accessConfig"]["bootstrapClusterCreatorAdminPermissions"];
    },
  ],
  [
    "the cluster's services have public addresses",
    "stack-no-external-references",
    (program) => {
      cluster(program)["kubernetesNetworkConfig"]["serviceIpv4Cidr"] = "192.0.0.0/12";
    },
  ],
  [
    "the cluster's services have IPv6",
    "aws-resource-known-inputs",
    (program) => {
      cluster(program)["kubernetesNetworkConfig"]["ipFamily"] = "ipv6";
    },
  ],
  [
    "the cluster's role is another one, made from its own",
    "aws-resource-known-inputs",
    (program) => {
      cluster(program)["roleArn"] = `arn:aws:iam::${own}:role/Admin`;
    },
  ],
  [
    "the cluster's group is another one, made from its own",
    "aws-resource-known-inputs",
    (program) => {
      cluster(program)["vpcConfig"]["securityGroupIds"] = ["sg-0123456789abcdef0"];
    },
  ],
  [
    "the cluster is exempt from runtime monitoring, by a tag",
    "aws-resource-known-inputs",
    (program) => {
      cluster(program)["tags"] = { GuardDutyManaged: "false" };
    },
  ],
  [
    "network policies are enforced loosely at first",
    "aws-resource-known-inputs",
    (program) => addOn(program, { enableNetworkPolicy: "true", env: { NETWORK_POLICY_ENFORCING_MODE: "standard" } }),
  ],
  ["network policies are not enforced", "aws-eks-addon-network-policy", (program) => addOn(program, { enableNetworkPolicy: "false" })],
  [
    "pods get addresses by a network of their own",
    "aws-resource-known-inputs",
    (program) =>
      addOn(program, {
        enableNetworkPolicy: "true",
        env: { NETWORK_POLICY_ENFORCING_MODE: "strict", AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true" },
      }),
  ],
  [
    "pods leave under their own addresses",
    "aws-resource-known-inputs",
    (program) =>
      addOn(program, {
        enableNetworkPolicy: "true",
        env: { NETWORK_POLICY_ENFORCING_MODE: "strict", AWS_VPC_K8S_CNI_EXTERNALSNAT: "true" },
      }),
  ],
  [
    "the network plugin takes another image",
    "aws-resource-known-inputs",
    (program) => addOn(program, { enableNetworkPolicy: "true", image: { override: "docker.io/x/y" } }),
  ],
  [
    "DNS forwards to somebody else",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("add-ons-on-nodes-coredns")["configurationValues"] = JSON.stringify({ corefile: ".:53 { forward . 8.8.8.8 }" });
    },
  ],
  [
    "an add-on is configured in YAML",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("add-ons-vpc-cni")["configurationValues"] = 'enableNetworkPolicy: "true"\nenv: {}\n';
    },
  ],
  [
    "an add-on says a key twice",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("add-ons-vpc-cni")["configurationValues"] =
        '{"enableNetworkPolicy":"false","enableNetworkPolicy":"true","env":{"NETWORK_POLICY_ENFORCING_MODE":"strict"}}';
    },
  ],
  [
    "an add-on of the marketplace",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:eks/addon:Addon", "more", {
        clusterName: "modelkeep-demo",
        addonName: "tetrate-io_istio-distro",
        addonVersion: "v1.0.0-eksbuild.1",
      });
    },
  ],
  [
    "an add-on that opens the cluster's metrics",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:eks/addon:Addon", "more", {
        clusterName: "modelkeep-demo",
        addonName: "amazon-cloudwatch-observability",
        addonVersion: "v4.0.0-eksbuild.1",
      });
    },
  ],
  [
    "an add-on's pods take the node's role of another",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("add-ons-vpc-cni")["podIdentityAssociations"] = [
        { roleArn: `arn:aws:iam::${own}:role/Admin`, serviceAccount: "aws-node" },
      ];
    },
  ],
  [
    "an operator whom the settings do not name",
    "stack-no-external-references",
    (program) => {
      register(program, "aws:eks/accessEntry:AccessEntry", "more", {
        clusterName: "modelkeep-demo",
        principalArn: `arn:aws:iam::${own}:role/anybody`,
        kubernetesGroups: ["modelkeep-demo-operators"],
        type: "STANDARD",
      });
    },
  ],
  [
    "an administrator whom the settings do not name",
    "stack-no-external-references",
    (program) => {
      register(program, "aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "more", {
        clusterName: "modelkeep-demo",
        principalArn: `arn:aws:iam::${own}:role/anybody`,
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        accessScope: { type: "cluster" },
      });
    },
  ],
  [
    "the deployer is somebody else",
    "stack-no-external-references",
    (program) => {
      for (const name of ["access-deployer", "access-deployer-policy"])
        program.inputs(name)["principalArn"] = `arn:aws:iam::${own}:role/anybody`;
    },
  ],
  [
    "an entry for nodes that nobody made",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:eks/accessEntry:AccessEntry", "more", {
        clusterName: "modelkeep-demo",
        principalArn: program.output("node-role", "arn", "role:Role"),
        type: "HYBRID_LINUX",
      });
    },
  ],
  [
    "an entry under another name",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:eks/accessEntry:AccessEntry", "more", {
        clusterName: "modelkeep-demo",
        principalArn: `arn:aws:iam::${own}:role/anybody`,
        userName: "system:kube-controller-manager",
      });
    },
  ],
  [
    "pods of another namespace read the weights",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("pod-roles-weights-reader-pods")["namespace"] = "research";
    },
  ],
  [
    "pods of every account of the namespace read the weights",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("pod-roles-weights-reader-pods")["serviceAccount"] = "default";
    },
  ],
  [
    "the model server has the role of the nodes",
    "vault-access",
    (program) => {
      program.inputs("pod-roles-weights-reader-pods")["roleArn"] = program.output("node-role", "arn", "role:Role");
    },
  ],
);

const ofOthers: RefusedHole[] = holesOf(
  "demo",
  [
    "an alarm waits for a million events",
    "aws-cloudwatch-metric-alarm-thresholds",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["threshold"] = 1_000_000;
    },
  ],
  [
    "an alarm hears of another metric",
    "aws-cloudwatch-log-metric-filter-has-alarm",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["metricName"] = "nothing";
    },
  ],
  [
    "an alarm looks at one second in a day",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["extendedStatistic"] = "p0.1";
    },
  ],
  [
    "an alarm needs more datapoints than it has",
    "aws-cloudwatch-metric-alarm-thresholds",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["datapointsToAlarm"] = 3;
      program.inputs("alarms-audit-keys-alarm")["evaluationPeriods"] = 3;
    },
  ],
  [
    "an alarm adds up a day before it rings",
    "aws-cloudwatch-metric-alarm-thresholds",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["period"] = 86_400;
    },
  ],
  [
    "an alarm hears of one dimension that there is not",
    "aws-cloudwatch-metric-alarm-thresholds",
    (program) => {
      program.inputs("alarms-audit-keys-alarm")["dimensions"] = { nothing: "nothing" };
    },
  ],
  [
    "a filter of the trail matches nothing",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-audit-keys")["pattern"] = '{ $.eventName = "Nothing" }';
    },
  ],
  [
    "a filter counts what it finds as nothing",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-audit-keys")["metricTransformation"]["value"] = "0";
    },
  ],
  [
    "an event rule matches nothing",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-keys")["eventPattern"] = JSON.stringify({ source: ["nothing"] });
    },
  ],
  [
    "an event rule of findings matches nothing",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("alarms-findings")["eventPattern"] = JSON.stringify({
        source: ["aws.guardduty"],
        detail: { severity: [{ numeric: [">", 99] }] },
      });
    },
  ],
  [
    "findings are told of six hours later",
    "aws-guardduty-detector-on",
    (program) => {
      program.inputs("guard-duty-detector")["findingPublishingFrequency"] = "SIX_HOURS";
    },
  ],
  [
    "the trail leaves out data events of the vault",
    "aws-cloudtrail-trail-data-events",
    (program) => {
      program.inputs("trail", "trail:Trail")["advancedEventSelectors"] = program
        .inputs("trail", "trail:Trail")
        ["advancedEventSelectors"].slice(0, 1);
    },
  ],
  [
    "the trail leaves out what reads",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("trail", "trail:Trail")["advancedEventSelectors"][0]["fieldSelectors"].push({ field: "readOnly", equals: ["false"] });
    },
  ],
  [
    "the trail leaves out a role",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("trail", "trail:Trail")["advancedEventSelectors"][0]["fieldSelectors"].push({
        field: "userIdentity.arn",
        notEquals: [`arn:aws:iam::${own}:role/anybody`],
      });
    },
  ],
  [
    "names of a service in another region may be asked",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("dns-firewall-names-in-use")["domains"].push("*.us-east-1.amazonaws.com.");
    },
  ],
  [
    "every name of AWS in the region may be asked",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("dns-firewall-names-in-use")["domains"].push("*.eu-central-1.amazonaws.com.");
    },
  ],
  [
    "names of instances may be asked",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("dns-firewall-names-in-use")["domains"].push("*.eu-central-1.on.aws.");
    },
  ],
  [
    "a name is like one of AWS",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("dns-firewall-names-in-use")["domains"].push("s3.eu-central-1.amazonaws.com.their.example.");
    },
  ],
  [
    "the firewall of names asks the rest after all",
    "aws-route53-resolver-firewall-rule-group-default-block",
    (program) => {
      program.inputs("dns-firewall-block-every-other")["action"] = "ALERT";
    },
  ],
  [
    "the firewall of names answers with an address",
    "aws-resource-known-inputs",
    (program) => {
      Object.assign(program.inputs("dns-firewall-block-every-other"), {
        blockResponse: "OVERRIDE",
        blockOverrideDomain: "their.example",
        blockOverrideDnsType: "CNAME",
        blockOverrideTtl: 1,
      });
    },
  ],
  [
    "the firewall of names looks at one type of question",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("dns-firewall-block-every-other")["qType"] = "A";
    },
  ],
  [
    "the firewall of names allows by a list of AWS's",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("dns-firewall-allow-names-in-use")["firewallDomainListId"] = "rslvr-fdl-0123456789abcdef";
    },
  ],
  [
    "an endpoint of another region",
    "aws-resource-own-region",
    (program) => {
      program.inputs("endpoints-logs")["serviceName"] = "com.amazonaws.us-east-1.logs";
    },
  ],
  [
    "an endpoint to models of AWS",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:ec2/vpcEndpoint:VpcEndpoint", "bedrock", {
        ...program.inputs("endpoints-logs"),
        serviceName: "com.amazonaws.eu-central-1.bedrock-runtime",
        policy: allows({
          Principal: "*",
          Action: "bedrock:InvokeModel",
          Resource: "arn:aws:bedrock:eu-central-1::foundation-model/x",
          Condition: { StringEquals: { "aws:PrincipalAccount": own, "aws:ResourceAccount": own } },
        }),
      });
    },
  ],
  [
    "an endpoint gives its names to others who ask inbound",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("endpoints-s3")["dnsOptions"] = { privateDnsOnlyForInboundResolverEndpoint: true };
    },
  ],
  [
    "an endpoint accepts by itself",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("endpoints-logs")["autoAccept"] = true;
    },
  ],
  [
    "a key's material comes from outside",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("keys-vault", "Key")["customKeyStoreId"] = "cks-0123456789abcdef0";
    },
  ],
  [
    "a key is made of external material",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("keys-vault", "Key")["xksKeyId"] = "1";
    },
  ],
  [
    "a key is for signing",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("keys-vault", "Key")["keyUsage"] = "SIGN_VERIFY";
    },
  ],
  [
    "a key is off",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("keys-vault", "Key")["isEnabled"] = false;
    },
  ],
  [
    "a key in several regions",
    "aws-kms-key-enabled",
    (program) => {
      program.inputs("keys-vault", "Key")["multiRegion"] = true;
    },
  ],
  [
    "a key skips the check that keeps it from being lost",
    "aws-kms-key-enabled",
    (program) => {
      program.inputs("keys-vault", "Key")["bypassPolicyLockoutSafetyCheck"] = true;
    },
  ],
  [
    "an alias of the vault's key leads elsewhere",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("keys-vault-alias")["targetKeyId"] = "1234abcd-12ab-34cd-56ef-1234567890ab";
    },
  ],
  [
    "the vault's lock is for a day",
    "aws-s3-bucket-object-lock-retention",
    (program) => {
      program.inputs("vault-bucket-lock")["rule"]["defaultRetention"] = { mode: "GOVERNANCE", days: 0 };
    },
  ],
  [
    "the vault's lock is that of another bucket, by a token",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("vault-bucket-lock")["token"] = "x";
    },
  ],
  [
    "the vault's objects expire",
    "aws-s3-bucket-lifecycle-retention",
    (program) => {
      program
        .inputs("vault-bucket-lifecycle")
        ["rules"].push({ id: "gone", status: "Enabled", filter: { prefix: "" }, expiration: { days: 1 } });
    },
  ],
  [
    "the vault is encrypted with a key of S3",
    "aws-s3-bucket-encryption",
    (program) => {
      program.inputs("vault-bucket-encryption")["rules"][0]["applyServerSideEncryptionByDefault"] = { sseAlgorithm: "AES256" };
    },
  ],
  [
    "the vault is encrypted with a key of another account, made from one's own",
    "stack-no-external-references",
    (program) => {
      program.inputs("vault-bucket-encryption")["rules"][0]["applyServerSideEncryptionByDefault"]["kmsMasterKeyId"] =
        `arn:aws:kms:eu-central-1:${foreign}:key/1`;
    },
  ],
  [
    "the vault takes objects encrypted by the client's key",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("vault-bucket-encryption")["rules"][0]["blockedEncryptionTypes"] = ["NONE"];
    },
  ],
  [
    "a repository's images may be deleted by age whatever their tag",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("registry-vllm-lifecycle")["policy"] = JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            selection: { tagStatus: "any", countType: "sinceImagePushed", countUnit: "days", countNumber: 1 },
            action: { type: "expire" },
          },
        ],
      });
    },
  ],
  [
    "a repository's tags move, but for some",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("registry-vllm")["imageTagMutabilityExclusionFilters"] = [{ filter: "*", filterType: "WILDCARD" }];
    },
  ],
  [
    "a repository is encrypted with another account's key, made from one's own",
    "stack-no-external-references",
    (program) => {
      program.inputs("registry-vllm")["encryptionConfigurations"][0]["kmsKey"] = `arn:aws:kms:eu-central-1:${foreign}:key/1`;
    },
  ],
  [
    "a security group admits a prefix list of somebody else",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "list", {
        securityGroupId: program.output("groups-nodes"),
        prefixListId: "pl-0123456789abcdef0",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      });
    },
  ],
  [
    "a security group admits one of another account",
    "stack-no-external-references",
    (program) => {
      register(program, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "peer", {
        securityGroupId: program.output("groups-nodes"),
        referencedSecurityGroupId: `${foreign}/sg-0123456789abcdef0`,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      });
    },
  ],
  [
    "a subnet admits addresses by a resource of its own",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("network-nodes-eu-central-1a")["ipv6Native"] = true;
    },
  ],
  [
    "a subnet names hosts by their instances",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("network-nodes-eu-central-1a")["enableResourceNameDnsARecordOnLaunch"] = true;
    },
  ],
  [
    "a network takes its range from a pool of addresses",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("network-vpc")["ipv4IpamPoolId"] = "ipam-pool-0123456789abcdef0";
    },
  ],
  [
    "a network shares its hosts with others",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("network-vpc")["instanceTenancy"] = "dedicated";
    },
  ],
  [
    "a role may be taken on for longer than a day",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("node-role", "role:Role")["maxSessionDuration"] = "forever";
    },
  ],
  [
    "a role has rights beside its policies",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("node-role", "role:Role")["managedPolicyArns"] = ["arn:aws:iam::aws:policy/AdministratorAccess"];
    },
  ],
  [
    "a role has a policy inside",
    "aws-resource-known-inputs",
    (program) => {
      program.inputs("node-role", "role:Role")["inlinePolicies"] = [{ name: "x", policy: allows({ Action: "*", Resource: "*" }) }];
    },
  ],
  [
    "a role's policy is AWS's own",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "more", {
        role: "modelkeep-demo-node",
        policyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
      });
    },
  ],
  [
    "a role's policy is AWS's own, made from one's own",
    "aws-resource-known-inputs",
    (program) => {
      register(program, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "more", {
        role: program.output("node-role", "id", "role:Role"),
        policyArn: program.output("node-role", "arn", "role:Role"),
      });
      program.inputs("more", "RolePolicyAttachment")["policyArn"] = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    },
  ],
);

export const dangerousValues: RefusedHole[] = [...ofNodes, ...ofTheCluster, ...ofOthers];
