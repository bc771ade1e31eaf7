import { expect, test } from "vitest";
import { awsReplacements } from "../../../catalog/aws-replacements.ts";
import { pathText } from "../../../diff/resources/property-path.ts";
import { replacing, sets } from "../../../diff/resources/replacing.ts";
import { type Described, stackOf } from "./stack.ts";

function replacedBy(before: Described, after: Partial<Described> = {}, provider?: Record<string, unknown>): string[] {
  const [old, now] = stackOf(before, { ...before, ...after }).preview.resources;
  return replacing({ before: old!, after: now!, provider }).map(pathText);
}

test("AWS: what the provider's own schema and plan say, of types of both of its frameworks", () => {
  expect(replacedBy({ type: "aws:ec2/vpc:Vpc", name: "v" })).toEqual(expect.arrayContaining(["cidrBlock", "region"]));
  expect(replacedBy({ type: "aws:ec2/vpc:Vpc", name: "v" })).not.toContain("enableDnsSupport");
  expect(replacedBy({ type: "aws:s3/bucket:Bucket", name: "b" })).toContain("objectLockEnabled");
  const rule = replacedBy({ type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name: "r" });
  expect(rule).toContain("securityGroupId");
  expect(rule).not.toContain("fromPort");
  expect(replacedBy({ type: "aws:eks/nodeGroup:NodeGroup", name: "n" })).toEqual(
    expect.arrayContaining(["instanceTypes", "launchTemplate.id"]),
  );
});

test("AWS: the table is dated, of the provider in use, and says which lists are sets", () => {
  const { source, date, types } = awsReplacements();
  expect(source).toContain("pulumi-resource-aws 7.48.0");
  expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(Object.keys(types).length).toBeGreaterThan(400);
  expect(sets("aws:eks/cluster:Cluster").map(pathText)).toContain("vpcConfig.subnetIds");
  expect(sets("kubernetes:apps/v1:Deployment")).toEqual([]);
});

test("Kubernetes: names always, and the provider's list by kind", () => {
  expect(replacedBy({ type: "kubernetes:core/v1:ServiceAccount", name: "a" })).toEqual(["metadata.name", "metadata.namespace"]);
  expect(replacedBy({ type: "kubernetes:batch/v1:Job", name: "j" })).toContain("spec.template");
  expect(replacedBy({ type: "kubernetes:apps/v1:Deployment", name: "d" })).not.toContain("spec.template");
  expect(replacedBy({ type: "kubernetes:cert-manager.io/v1:Certificate", name: "c" })).toHaveLength(2);
});

test("Kubernetes: contents of ConfigMaps and Secrets replace, unless the provider is told and the object is not immutable", {
  tags: ["config-map-content-replaces"],
}, () => {
  const map = { type: "kubernetes:core/v1:ConfigMap", name: "m" };
  expect(replacedBy(map)).toContain("data");
  expect(replacedBy(map, {}, { enableConfigMapMutable: "false" })).toContain("data");
  expect(replacedBy(map, {}, { enableConfigMapMutable: "true" })).not.toContain("data");
  expect(replacedBy(map, { inputs: { immutable: true } }, { enableConfigMapMutable: true })).toContain("data");
  const secret = { type: "kubernetes:core/v1:Secret", name: "s" };
  expect(replacedBy(secret)).toEqual(expect.arrayContaining(["type", "data", "stringData"]));
  expect(replacedBy(secret, {}, { enableSecretMutable: "true" })).toEqual(["metadata.name", "metadata.namespace", "type"]);
});

test("Kubernetes: a provider is replaced by another cluster, not by another way to the same", {
  tags: ["provider-replaced-by-other-cluster"],
}, () => {
  const type = "pulumi:providers:kubernetes";
  const config = (server: string) =>
    JSON.stringify({
      clusters: [{ name: "k", cluster: { server } }],
      contexts: [{ name: "c", context: { cluster: "k" } }],
      "current-context": "c",
    });
  const provider = (inputs: object) => ({ type, name: "k", inputs: inputs as Record<string, unknown> });
  const change = (before: object, after: object) => replacedBy(provider(before), provider(after));
  expect(change({ kubeconfig: config("a") }, { kubeconfig: config("b") })).toContain("kubeconfig");
  expect(change({ kubeconfig: config("a") }, { kubeconfig: `${config("a")} ` })).not.toContain("kubeconfig");
  expect(change({ kubeconfig: config("a"), clusterIdentifier: "x" }, { kubeconfig: config("b"), clusterIdentifier: "x" })).toEqual([]);
  expect(change({ clusterIdentifier: "x" }, { clusterIdentifier: "y" })).toContain("clusterIdentifier");
  expect(change({}, { clusterIdentifier: "y" })).not.toContain("clusterIdentifier");
  expect(change({ context: "a" }, { context: "b" })).toEqual(["renderYamlToDirectory"]);
});

test("the program's own replaceOnChanges counts, of any provider", () => {
  expect(replacedBy({ type: "random:index/id:Id", name: "r", replaceOnChanges: ["keepers", "list[*].a"] })).toEqual([
    "keepers",
    'list["*"].a',
  ]);
  expect(replacedBy({ type: "random:index/id:Id", name: "r" })).toEqual([]);
});
