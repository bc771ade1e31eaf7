import { namingInputs } from "./naming-inputs.ts";
import type { Reading } from "./reading.ts";
import type { Stack } from "./stack.ts";
import type { Subject } from "./subject.ts";

/** A setting of a resource that has a single writer. */
export interface Writing {
  /** In words, for example `the policy of a bucket`. */
  what: string;
  /** Whose it is: a URN where the stack has it, else its name. */
  of: string;
  path: string;
}

/** Inputs that together identify what a type writes. An inline value writes the same as a separate resource. */
const byInputs: Readonly<Record<string, readonly [what: string, ...inputs: string[]]>> = {
  "aws:kms/keyPolicy:KeyPolicy": ["the policy of a key", "keyId"],
  "aws:kms/alias:Alias": ["an alias", "name"],
  "aws:sns/topicPolicy:TopicPolicy": ["the policy of a topic", "arn"],
  "aws:sqs/queuePolicy:QueuePolicy": ["the policy of a queue", "queueUrl"],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": ["the policy of a repository", "repository"],
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": ["the life cycle of a repository", "repository"],
  "aws:secretsmanager/secretPolicy:SecretPolicy": ["the policy of a secret", "secretArn"],
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": ["the policy of an endpoint", "vpcEndpointId"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["the endpoint of a service", "vpcId", "serviceName"],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ["the route table of a subnet", "subnetId"],
  "aws:ec2/networkAcl:NetworkAcl": ["the network ACL of a subnet", "subnetIds"],
  "aws:ec2/networkAclAssociation:NetworkAclAssociation": ["the network ACL of a subnet", "subnetId"],
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["the default security group of a VPC", "vpcId"],
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": ["a default network ACL", "defaultNetworkAclId"],
  "aws:ec2/defaultRouteTable:DefaultRouteTable": ["a default route table", "defaultRouteTableId"],
  "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation": ["the DHCP options of a VPC", "vpcId"],
  "aws:ec2/launchTemplate:LaunchTemplate": ["a launch template", "name"],
  "aws:route53/resolverFirewallConfig:ResolverFirewallConfig": ["the firewall of a resolver", "resourceId"],
  "aws:route53/resolverFirewallRule:ResolverFirewallRule": ["a rule of a firewall", "firewallRuleGroupId", "priority"],
  "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": ["a firewall of a VPC", "vpcId"],
  "aws:iam/role:Role": ["a role", "name"],
  "aws:iam/policy:Policy": ["a policy", "name"],
  "aws:iam/rolePolicy:RolePolicy": ["a policy of a role", "role", "name"],
  "aws:iam/instanceProfile:InstanceProfile": ["an instance profile", "name"],
  "aws:eks/cluster:Cluster": ["a cluster", "name"],
  "aws:eks/addon:Addon": ["an add-on", "clusterName", "addonName"],
  "aws:eks/accessEntry:AccessEntry": ["an access entry", "clusterName", "principalArn"],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": ["the rights of an access entry", "clusterName", "principalArn"],
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": ["the role of a service account", "clusterName", "namespace", "serviceAccount"],
  "aws:ecr/repository:Repository": ["a repository", "name"],
  "aws:cloudtrail/trail:Trail": ["a trail", "name"],
  "aws:cloudwatch/logGroup:LogGroup": ["a log group", "name"],
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": ["a metric filter", "logGroupName", "name"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["an alarm", "name"],
  "aws:cloudwatch/eventRule:EventRule": ["an event rule", "name"],
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ["a policy of log groups", "policyName"],
  "aws:sns/topic:Topic": ["a topic", "name"],
  "aws:guardduty/detectorFeature:DetectorFeature": ["a feature of GuardDuty", "detectorId", "name"],
  "aws:budgets/budget:Budget": ["a budget", "name"],
  "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple": [
    "a grant of an endpoint service",
    "vpcEndpointServiceId",
    "principalArn",
  ],
};

/** Inline values that a separate resource could write as well. */
const inline: Readonly<Record<string, readonly [what: string, input: string]>> = {
  "aws:kms/key:Key": ["the policy of a key", "policy"],
  "aws:sns/topic:Topic": ["the policy of a topic", "policy"],
  "aws:sqs/queue:Queue": ["the policy of a queue", "policy"],
  "aws:secretsmanager/secret:Secret": ["the policy of a secret", "policy"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["the policy of an endpoint", "policy"],
};

/** Settings that exist once per account and region. */
const singletons: Readonly<Record<string, string>> = {
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": "the account's block of public access",
  "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": "the region's block of public access",
  "aws:ebs/encryptionByDefault:EncryptionByDefault": "the region's default encryption",
  "aws:ebs/defaultKmsKey:DefaultKmsKey": "the region's default key",
  "aws:guardduty/detector:Detector": "the region's detector",
};

/** What a resource writes that no other may write too. */
export function writingsOf(subject: Subject, stack: Stack): Writing[] {
  const { type } = subject;
  if (type.startsWith("kubernetes:")) return [objectOf(subject)];
  const side = /^aws:s3\/bucket(?<side>[A-Z]\w*?)(V2)?:/.exec(type)?.groups?.["side"];
  const [what, ...inputs] = byInputs[type] ?? (side ? [`Bucket${side} of a bucket`, "bucket"] : []);
  const singleton = singletons[type];
  const [inlineWhat, input] = inline[type] ?? [];
  return [
    ...rulesOfAcl(subject, stack),
    ...(what === undefined ? [] : namedBy(subject, inputs, stack).map((of) => ({ what, of, path: inputs[0] ?? "" }))),
    ...(singleton === undefined ? [] : [{ what: singleton, of: subject.provider ?? "", path: "" }]),
    ...(inlineWhat !== undefined && input !== undefined && subject.at(input).absent().state !== "yes"
      ? [{ what: inlineWhat, of: subject.urn, path: input }]
      : []),
  ];
}

const acl = "aws:ec2/networkAcl:NetworkAcl";

/** Rules of a network ACL are all inline, or each in a resource of its own. */
function rulesOfAcl(subject: Subject, stack: Stack): Writing[] {
  const what = "the rules of a network ACL";
  const inside = (one: Subject) => ["ingress", "egress"].find((side) => one.at(side).absent().state !== "yes");
  const path = subject.type === acl ? inside(subject) : undefined;
  if (path !== undefined) return [{ what, of: subject.urn, path }];
  if (subject.type !== "aws:ec2/networkAclRule:NetworkAclRule") return [];
  const whole = (subject.madeFrom("networkAclId") ?? []).filter((urn) => stack.peek(acl).some((one) => one.urn === urn && inside(one)));
  return whole.map((of) => ({ what, of, path: "networkAclId" }));
}

/** Kind, group, namespace and name identify an object, independent of its version. */
function objectOf(subject: Subject): Writing {
  const [, api = "", kind = ""] = subject.type.split(":");
  const nameOrUrn = (reading: Reading) => text(reading) ?? subject.urn;
  const namespace = text(subject.at("metadata", "namespace")) ?? "";
  return {
    what: "an object",
    of: [subject.provider, api.replace(/\/[^/]*$/, ""), kind, namespace, nameOrUrn(subject.at("metadata", "name"))].join(" "),
    path: "metadata.name",
  };
}

const text = (reading: Reading): string | undefined =>
  reading.when({ known: (value) => String(value), unknown: () => undefined, absent: () => undefined });

/** Every combination of what the inputs name; none where one is left out or not known. */
function namedBy(subject: Subject, inputs: readonly string[], stack: Stack): string[] {
  const lists = inputs.map((input) => {
    const madeFrom = subject.madeFrom(input);
    if (madeFrom) return madeFrom;
    return subject.at(input).when<readonly string[]>({
      known: (value) => [value].flat().map((one) => urnOf(input, String(one), stack) ?? String(one)),
      unknown: () => [],
      absent: () => [],
    });
  });
  return (
    lists
      .reduce<string[][]>((all, list) => all.flatMap((before) => list.map((one) => [...before, one])), [[]])
      // What only has a name is another thing in another region; a resource of the stack is the same one for every writer.
      .map((parts) => [...(parts.every((part) => part.startsWith("urn:")) ? [] : [regionOf(subject, stack)]), ...parts].join(" "))
  );
}

const regionOf = ({ provider }: Subject, stack: Stack): string => {
  const made = stack.of("pulumi:providers:aws").find(({ urn }) => urn === provider);
  return (made && text(made.at("region"))) ?? "";
};

/** The resource of the stack that an input names. */
function urnOf(input: string, name: string, stack: Stack): string | undefined {
  if (!Object.hasOwn(namingInputs, input)) return undefined;
  const { types, by } = namingInputs[input]!;
  return stack.of(...types).find((one) => text(one.at(by)) === name)?.urn;
}
