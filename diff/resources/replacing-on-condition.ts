type Inputs = Readonly<Record<string, unknown>>;
type Condition = (before: Inputs, after: Inputs) => boolean;

/**
 * Inputs of AWS resources that can be updated in place depending on their value or on other inputs: the provider decides this in code, not
 * in the schema. Covers the types used by a keep, except for decisions that need an AWS API call.
 * Source: CustomizeDiff of hashicorp/terraform-provider-aws at 5f2286d6d836, internal/service/ec2/{ec2_instance,vpc_,vpc_endpoint}.go,
 * eks/cluster.go, elbv2/load_balancer.go; read 2026-11-25.
 */
const conditions: Readonly<Record<string, Readonly<Record<string, Condition>>>> = {
  "aws:ec2/instance:Instance": {
    userData: (_, { userDataReplaceOnChange }) => userDataReplaceOnChange === true,
    userDataBase64: (_, { userDataReplaceOnChange }) => userDataReplaceOnChange === true,
    enablePrimaryIpv6: (before, after) => before["enablePrimaryIpv6"] === true && after["enablePrimaryIpv6"] !== true,
  },
  "aws:ec2/vpc:Vpc": {
    instanceTenancy: (before, after) => !(before["instanceTenancy"] === "dedicated" && after["instanceTenancy"] === "default"),
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    privateDnsEnabled: (_, { vpcEndpointType }) => vpcEndpointType !== "Interface",
  },
  "aws:eks/cluster:Cluster": {
    // Encryption of secrets cannot be turned off again.
    encryptionConfig: (before, after) => before["encryptionConfig"] !== undefined && after["encryptionConfig"] === undefined,
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    // A network load balancer can gain subnets but not lose any; whether it has security groups cannot be changed.
    subnets: (before, after) => isNetwork(after) && length(after["subnets"]) <= length(before["subnets"]),
    securityGroups: (before, after) =>
      isNetwork(after) && (length(before["securityGroups"]) === 0) !== (length(after["securityGroups"]) === 0),
  },
};

const isNetwork = ({ loadBalancerType }: Inputs) => loadBalancerType === "network";

const length = (list: unknown) => (Array.isArray(list) ? list.length : 0);

/** Inputs of an AWS resource that cannot be updated in place if they change as they do here. */
export function replacingOnCondition(type: string, before: Inputs, after: Inputs): string[] {
  return Object.entries(conditions[type] ?? {}).flatMap(([input, holds]) => (holds(before, after) ? [input] : []));
}
