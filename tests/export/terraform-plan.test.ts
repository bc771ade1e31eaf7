import { describe, expect, test } from "vitest";
import type { SymbolicPreview } from "../../engine/in-process/symbols/preview.ts";
import { type PreviewResource, SECRET, UNKNOWN } from "../../engine/preview.ts";
import { attributeOf } from "../../export/names.ts";
import { terraformPlan } from "../../export/terraform-plan.ts";

const resource = (type: string, name: string, inputs: Record<string, unknown>, dependencies: string[] = []): PreviewResource => ({
  urn: `urn:pulumi:dev::test::${type}::${name}`,
  type,
  name,
  parent: undefined,
  custom: true,
  inputs,
  provider: undefined,
  protect: false,
  retainOnDelete: false,
  dependencies,
});
const symbol = "~vpc.id.0123456789ab~";

interface Written {
  address: string;
  values: Record<string, unknown>;
  change: { after: Record<string, unknown>; after_unknown: Record<string, unknown>; after_sensitive: Record<string, unknown> };
  expressions: Record<string, unknown>;
  depends_on: string[];
}

/** The plan of these resources, each in all of its three places. */
function planned(...resources: PreviewResource[]): Written[] {
  const vpc = resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
  const plan = terraformPlan({
    preview: { resources: [vpc, ...resources] } as SymbolicPreview["preview"],
    symbols: { [symbol]: { urn: vpc.urn, property: "id" } },
  });
  const places = [
    plan.planned_values.root_module.resources,
    plan.resource_changes,
    plan.configuration.root_module.resources,
  ] as Written[][];
  return resources.map((_, i) => Object.assign({}, ...places.map((place) => place[i + 1])) as Written);
}

describe("a resource in Terraform's words", () => {
  test("blocks are lists, lists have names in the singular, maps keep their keys", { tags: ["terraform-block-names"] }, () => {
    const [repository, subnet] = planned(
      resource("aws:ecr/repository:Repository", "1 images", {
        encryptionConfigurations: [{ encryptionType: "KMS" }],
        imageScanningConfiguration: { scanOnPush: true },
        tags: { costCenter: "ml" },
      }),
      resource("aws:ec2/subnet:Subnet", "nodes", { vpcId: "vpc-1", mapPublicIpOnLaunch: false }),
    );
    expect(repository).toMatchObject({
      address: "aws_ecr_repository._1_images",
      values: {
        encryption_configuration: [{ encryption_type: "KMS" }],
        image_scanning_configuration: [{ scan_on_push: true }],
        tags: { costCenter: "ml" },
      },
    });
    expect(subnet?.values).toEqual({ vpc_id: "vpc-1", map_public_ip_on_launch: false });
  });

  test("an input that Pulumi calls otherwise has Terraform's own name", () => {
    const [alarm] = planned(resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", { name: "denied" }));
    expect(alarm?.values).toEqual({ alarm_name: "denied" });
  });

  test("what is made from an output is unknown, and says what it refers to, in blocks as well", {
    tags: ["terraform-outputs-unknown"],
  }, () => {
    const [subnet, cluster] = planned(
      resource("aws:ec2/subnet:Subnet", "nodes", { vpcId: symbol, cidrBlock: "10.0.0.0/24" }, [
        "urn:pulumi:dev::test::aws:ec2/vpc:Vpc::vpc",
      ]),
      resource("aws:eks/cluster:Cluster", "cluster", { vpcConfig: { subnetIds: [symbol, symbol] }, version: UNKNOWN }),
    );
    expect(subnet?.change.after).toEqual({ cidr_block: "10.0.0.0/24" });
    expect(subnet?.change.after_unknown).toMatchObject({ vpc_id: true });
    expect(subnet?.expressions).toEqual({
      vpc_id: { references: ["aws_vpc.vpc.id", "aws_vpc.vpc"] },
      cidr_block: { constant_value: "10.0.0.0/24" },
    });
    expect(subnet?.depends_on).toEqual(["aws_vpc.vpc"]);
    expect(cluster?.change.after).toEqual({ vpc_config: [{}] });
    expect(cluster?.change.after_unknown).toMatchObject({ vpc_config: [{ subnet_ids: true }], version: true });
    expect(cluster?.expressions).toMatchObject({ vpc_config: [{ subnet_ids: { references: ["aws_vpc.vpc.id", "aws_vpc.vpc"] } }] });
  });

  test("in a list of which something is known, words stand for what is not: no list holds a null", {
    tags: ["terraform-lists-without-null"],
  }, () => {
    const [cluster] = planned(resource("aws:eks/cluster:Cluster", "cluster", { vpcConfig: { subnetIds: [symbol, "subnet-1", UNKNOWN] } }));
    expect(cluster?.change.after).toEqual({ vpc_config: [{ subnet_ids: [symbol, "subnet-1", "(known after apply)"] }] });
    expect(cluster?.change.after_unknown).toMatchObject({ vpc_config: [{ subnet_ids: [true, false, true] }] });
    expect(cluster?.expressions).toMatchObject({ vpc_config: [{ subnet_ids: { references: ["aws_vpc.vpc.id", "aws_vpc.vpc"] } }] });
  });

  test("a text that holds an output stays to be read, and refers to it", () => {
    const policy = JSON.stringify({ Statement: [{ Condition: { StringEquals: { "aws:SourceVpc": symbol } } }] });
    const [bucket] = planned(resource("aws:s3/bucketPolicy:BucketPolicy", "policy", { bucket: "b", policy }));
    expect(bucket?.values).toEqual({ bucket: "b", policy });
    expect(bucket?.expressions).toMatchObject({ policy: { references: ["aws_vpc.vpc.id", "aws_vpc.vpc"] } });
  });

  test("no blocks are an empty list", { tags: ["terraform-empty-blocks"] }, () => {
    const [group] = planned(resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "none", { ingress: [], egress: [] }));
    expect(group?.values).toEqual({ ingress: [], egress: [] });
    expect(group?.expressions).toEqual({ ingress: { constant_value: [] }, egress: { constant_value: [] } });
  });

  test("a secret is marked", { tags: ["terraform-secret-marked"] }, () => {
    const [database] = planned(resource("aws:ec2/subnet:Subnet", "nodes", { cidrBlock: SECRET }));
    expect(database?.change.after_sensitive).toEqual({ cidr_block: true });
  });

  test("Kubernetes objects stand as they are, two of one name under two addresses", () => {
    const [first, second] = planned(
      resource("kubernetes:core/v1:Namespace", "apps", { metadata: { name: "apps" } }),
      resource("kubernetes:apps/v1:Deployment", "apps", { spec: { replicas: 1 } }),
    );
    expect(first?.values).toEqual({ manifest: { apiVersion: "v1", kind: "Namespace", metadata: { name: "apps" } } });
    expect(second).toMatchObject({
      address: "kubernetes_manifest.apps_2",
      values: { manifest: { apiVersion: "apps/v1", spec: { replicas: 1 } } },
    });
  });

  test("what has no name in Terraform is refused, and named", { tags: ["terraform-nameless-refused"] }, () => {
    expect(() => planned(resource("random:index/id:RandomId", "id", {}))).toThrow(
      "has the type random:index/id:RandomId, which the Terraform export does not support",
    );
    expect(() => planned(resource("aws:ec2/vpc:Vpc", "v", { sideDishes: [{ a: 1 }] }))).toThrow(
      'aws:ec2/vpc:Vpc v has the input "sideDishes", which has no attribute in Terraform\'s provider',
    );
  });
});

test("names: an exact one goes before a plural", () => {
  expect(attributeOf("securityGroups", { security_groups: ["many"], security_group: ["many"] })?.[0]).toBe("security_groups");
  expect(attributeOf("policies", { policy: ["many", {}] })?.[0]).toBe("policy");
  expect(attributeOf("policies", { policy: "value" })).toBeUndefined();
});
