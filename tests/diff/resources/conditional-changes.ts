type Inputs = Readonly<Record<string, unknown>>;

/** A change of one AWS resource, and the inputs for which its provider replaces it. */
export interface ConditionalChange {
  about: string;
  type: string;
  before: Inputs;
  after: Inputs;
  replaces: readonly string[];
}

type Row = readonly [about: string, before: Inputs, after: Inputs, replaces: readonly string[]];

const encryptionConfig = { resources: ["secrets"], provider: { keyArn: "arn:aws:kms:eu-central-1:111122223333:key/k" } };
const atItsStart = { userDataReplaceOnChange: true };

/** By type, with the inputs that both sides have; what the provider would add to a state is among them, so that it is no change. */
const rows: Readonly<Record<string, readonly [Inputs, ...Row[]]>> = {
  "aws:lb/loadBalancer:LoadBalancer": [
    { loadBalancerType: "network", name: "nlb", internal: true },
    ["another subnet", { subnets: ["subnet-1"] }, { subnets: ["subnet-1", "subnet-2"] }, []],
    ["a subnet less", { subnets: ["subnet-1", "subnet-2"] }, { subnets: ["subnet-1"] }, ["subnets"]],
    ["a subnet for another", { subnets: ["subnet-1"] }, { subnets: ["subnet-2"] }, ["subnets"]],
    ["a first group", {}, { securityGroups: ["sg-1"] }, ["securityGroups"]],
    ["a group more", { securityGroups: ["sg-1"] }, { securityGroups: ["sg-1", "sg-2"] }, []],
  ],
  "aws:ec2/vpcEndpoint:VpcEndpoint": [
    { serviceName: "com.amazonaws.eu-central-1.s3", vpcId: "vpc-1" },
    [
      "private names of an interface",
      { vpcEndpointType: "Interface", privateDnsEnabled: false },
      { vpcEndpointType: "Interface", privateDnsEnabled: true },
      [],
    ],
    [
      "private names of a gateway",
      { vpcEndpointType: "Gateway", privateDnsEnabled: false },
      { vpcEndpointType: "Gateway", privateDnsEnabled: true },
      ["privateDnsEnabled"],
    ],
  ],
  "aws:eks/cluster:Cluster": [
    { name: "c", roleArn: "arn:aws:iam::111122223333:role/c", vpcConfig: { subnetIds: ["subnet-1"] }, bootstrapSelfManagedAddons: true },
    ["secrets that are encrypted from now on", {}, { encryptionConfig }, []],
    ["secrets that are encrypted no more", { encryptionConfig }, {}, ["encryptionConfig"]],
  ],
  "aws:ec2/vpc:Vpc": [
    { cidrBlock: "10.0.0.0/16" },
    ["hosts that others may share", { instanceTenancy: "dedicated" }, { instanceTenancy: "default" }, []],
    ["hosts of one's own", { instanceTenancy: "default" }, { instanceTenancy: "dedicated" }, ["instanceTenancy"]],
  ],
  "aws:ec2/instance:Instance": [
    { ami: "ami-1", instanceType: "t4g.nano", securityGroups: ["default"] },
    ["another script", { userData: "one" }, { userData: "two" }, []],
    ["another script that runs at the start alone", { userData: "one", ...atItsStart }, { userData: "two", ...atItsStart }, ["userData"]],
    ["the same in base64", { userDataBase64: "b25l", ...atItsStart }, { userDataBase64: "dHdv", ...atItsStart }, ["userDataBase64"]],
    ["a primary address that goes", { enablePrimaryIpv6: true }, { enablePrimaryIpv6: false }, ["enablePrimaryIpv6"]],
    ["a primary address that comes", { enablePrimaryIpv6: false }, { enablePrimaryIpv6: true }, []],
  ],
};

/** Each condition, met and missed. */
export const conditionalChanges: readonly ConditionalChange[] = Object.entries(rows).flatMap(([type, [common, ...changes]]) =>
  changes.map(([about, before, after, replaces]) => ({
    about,
    type,
    before: { ...common, ...before },
    after: { ...common, ...after },
    replaces,
  })),
);
