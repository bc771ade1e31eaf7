import * as aws from "@pulumi/aws";
import { beforeAll, describe, expect, it } from "vitest";
import { Cluster } from "../../../../infra/aws/cluster/cluster.ts";
import { clusterPolicy } from "../../../../infra/aws/cluster/cluster-policy.ts";
import { only, type Recorded, record } from "../../../support/recorder.ts";

const place = { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-central-1" };

const program = () => {
  const logGroup = new aws.cloudwatch.LogGroup("log-group", { name: "/aws/eks/modelkeep-demo/cluster" });
  const args = {
    place,
    kubernetesVersion: "1.35",
    serviceCidr: "172.20.0.0/16",
    subnetIds: ["subnet-a", "subnet-b"],
    securityGroupId: "control-plane",
    keyArn: "key",
    logGroup,
  };
  new Cluster("cluster", args, {});
};

describe.each([false, true])("the cluster (first preview: %s)", (preview) => {
  let resources: Recorded[];
  let inputs: Recorded["inputs"];
  beforeAll(async () => {
    resources = await record(program, { preview });
    inputs = only(resources, "aws:eks/cluster:Cluster").inputs;
  });

  it("is reached from inside the VPC only", { tags: ["shows-D1", "cluster-reached-inside-vpc"] }, () => {
    expect(inputs["vpcConfig"]).toMatchObject({ endpointPrivateAccess: true, endpointPublicAccess: false });
  });

  it("calls out through the VPC only", { tags: ["shows-D1", "cluster-calls-out-through-vpc"] }, () => {
    expect(inputs["vpcConfig"]).toMatchObject({
      controlPlaneEgressMode: "CUSTOMER_ROUTED",
      securityGroupIds: ["control-plane"],
      subnetIds: ["subnet-a", "subnet-b"],
    });
  });

  it("is entered by access entries only, its creator not excepted", { tags: ["cluster-access-entries-only"] }, () => {
    expect(inputs["accessConfig"]).toEqual({ authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false });
  });

  it("gets no add-on that the program did not pin", { tags: ["cluster-no-unpinned-add-on"] }, () => {
    expect(inputs["bootstrapSelfManagedAddons"]).toBe(false);
  });

  it("logs all that EKS can log, into a group that exists first", { tags: ["shows-D9", "cluster-logs-everything"] }, () => {
    expect(inputs["enabledClusterLogTypes"]).toEqual(["api", "audit", "authenticator", "controllerManager", "scheduler"]);
    expect(only(resources, "aws:eks/cluster:Cluster").dependsOn).toContain("log-group");
  });

  it("encrypts secrets with the keep's key", { tags: ["shows-D7"] }, () => {
    expect(inputs["encryptionConfig"]).toEqual({ provider: { keyArn: "key" }, resources: ["secrets"] });
  });

  it("cannot be deleted by accident, and does not age into extended support", { tags: ["cluster-deletion-protected"] }, () => {
    expect(inputs).toMatchObject({
      deletionProtection: true,
      upgradePolicy: { supportType: "STANDARD" },
      name: "modelkeep-demo",
      version: "1.35",
    });
  });

  it("has its Services in a range of their own", () => {
    expect(inputs["kubernetesNetworkConfig"]).toEqual({ ipFamily: "ipv4", serviceIpv4Cidr: "172.20.0.0/16" });
  });

  it("gives its role to EKS for this cluster alone", () => {
    const trust = JSON.parse(only(resources, "aws:iam/role:Role").inputs["assumeRolePolicy"]);
    expect(trust.Statement).toEqual([
      {
        Sid: "ServiceAssumesRole",
        Effect: "Allow",
        Principal: { Service: "eks.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:eks:eu-central-1:111122223333:cluster/modelkeep-demo" },
        },
      },
    ]);
    expect(only(resources, "aws:eks/cluster:Cluster").dependsOn).toContain("cluster-policy");
  });
});

describe("the control plane's policy", () => {
  const { Statement } = clusterPolicy(place);

  it("only looks where it may look everywhere", () => {
    const everywhere = Statement.filter(({ Resource }) => Resource === "*").flatMap(({ Action }) => Action);
    expect(everywhere.filter((action) => !/^ec2:Describe[A-Z]\w+$/.test(action))).toEqual([]);
  });

  it("neither makes load balancers nor opens security groups", () => {
    expect(JSON.stringify(Statement)).not.toMatch(/elasticloadbalancing|SecurityGroup/);
  });

  it("uses the cluster's key and no other", { tags: ["cluster-key-alone"] }, () => {
    const kms = Statement.filter(({ Action }) => String(Action).includes("kms:"));
    expect(kms.map(({ Condition }) => Condition)).toEqual([
      { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/modelkeep-demo-cluster" } },
    ]);
  });
});
