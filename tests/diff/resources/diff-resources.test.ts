import { describe, expect, test } from "vitest";
import { diffResources } from "../../../diff/resources/diff-resources.ts";
import { UNKNOWN } from "../../../engine/preview.ts";
import { type Described, output, stackOf, urnOf } from "./stack.ts";

const [vpc, subnet, table] = ["aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:ec2/routeTable:RouteTable"];
const change = (before: Described[], after: Described[]) => diffResources(stackOf(...before), stackOf(...after));
const told = (before: Described[], after: Described[]) => change(before, after).map(({ operation, name }) => `${operation} ${name}`);

describe("what changes", () => {
  test("the same is no change, in whatever order it is registered", () => {
    const resources = [
      { type: vpc, name: "a", inputs: { cidrBlock: "10.0.0.0/16" } },
      { type: subnet, name: "b", inputs: { vpcId: output(vpc, "a", "id") } },
    ];
    expect(change(resources, resources.toReversed())).toEqual([]);
  });

  test("created, deleted, updated in place, and replaced by what the provider cannot change", {
    tags: ["created-deleted-updated-replaced"],
  }, () => {
    const before = [
      { type: vpc, name: "a", inputs: { cidrBlock: "10.0.0.0/16", enableDnsSupport: true } },
      { type: vpc, name: "gone", protect: true },
      { type: vpc, name: "old", inputs: { cidrBlock: "10.0.0.0/16" } },
    ];
    const after = [
      { type: vpc, name: "a", inputs: { cidrBlock: "10.0.0.0/16", enableDnsSupport: false } },
      { type: vpc, name: "new" },
      { type: vpc, name: "old", inputs: { cidrBlock: "10.1.0.0/16" } },
    ];
    expect(told(before, after)).toEqual(["delete gone", "replace old", "create new", "update a"]);
    expect(change(before, after)[1]).toEqual({
      operation: "replace",
      urn: urnOf(vpc, "old"),
      type: vpc,
      name: "old",
      protect: false,
      retainOnDelete: false,
      properties: [{ path: "cidrBlock", kind: "change", before: "10.0.0.0/16", after: "10.1.0.0/16", replaces: true }],
    });
  });

  test("what is protected or retained comes first, as the base has it", { tags: ["protected-changes-come-first"] }, () => {
    const before = ["one", "two", "three"].map((name) => ({ type: vpc, name, protect: name === "two", retainOnDelete: name === "three" }));
    expect(told(before, [])).toEqual(["delete two", "delete three", "delete one"]);
    const [replaced] = change(
      [{ type: vpc, name: "a", protect: true, inputs: { cidrBlock: "10.0.0.0/16" } }],
      [{ type: vpc, name: "a", protect: false, inputs: { cidrBlock: "10.1.0.0/16" } }],
    );
    expect(replaced).toMatchObject({ operation: "replace", protect: true });
    expect(replaced!.properties.map(({ path }) => path)).toEqual(["cidrBlock", "options.protect"]);
  });

  test("a part of an object that comes or goes with its parent counts for a replacement", () => {
    const type = "aws:eks/nodeGroup:NodeGroup";
    const template = { launchTemplate: { id: "lt-1", version: "1" } };
    expect(told([{ type, name: "n" }], [{ type, name: "n", inputs: template }])).toEqual(["replace n"]);
    expect(
      told([{ type, name: "n", inputs: template }], [{ type, name: "n", inputs: { launchTemplate: { id: "lt-1", version: "2" } } }]),
    ).toEqual(["update n"]);
  });

  test("the order of a set, of keys in a policy, and a null are no change; another order of a list is", () => {
    const policy = (actions: string[]) => JSON.stringify({ Statement: [{ Action: actions }] });
    const at = (inputs: Record<string, unknown>) => [{ type: "aws:eks/cluster:Cluster", name: "c", inputs }];
    const key = (inputs: Record<string, unknown>) => [{ type: "aws:kms/key:Key", name: "k", inputs }];
    expect(told(at({ vpcConfig: { subnetIds: ["a", "b"] } }), at({ vpcConfig: { subnetIds: ["b", "a"] }, version: null }))).toEqual([]);
    expect(told(key({ policy: policy(["a", "b"]) }), key({ policy: policy(["b", "a"]) }))).toEqual([]);
    expect(told(key({ policy: policy(["a", "b"]) }), key({ policy: policy(["a"]) }))).toEqual(["update k"]);
  });

  test("values that both sides do not know, and resources that are only read, are no change", () => {
    expect(
      told([{ type: vpc, name: "a", inputs: { cidrBlock: UNKNOWN } }], [{ type: vpc, name: "a", inputs: { cidrBlock: UNKNOWN } }]),
    ).toEqual([]);
    expect(told([{ type: vpc, name: "a", readId: "vpc-1" }], [])).toEqual([]);
    expect(told([{ type: vpc, name: "a", readId: "vpc-1" }], [{ type: vpc, name: "a" }])).toEqual(["create a"]);
  });
});

describe("options of the program", () => {
  test("ignoreChanges of the head hides a change, with what lies in it", () => {
    const at = (size: number, ignoreChanges?: string[]): Described[] => [
      {
        type: "aws:eks/nodeGroup:NodeGroup",
        name: "n",
        inputs: { scalingConfig: { desiredSize: size } },
        ...(ignoreChanges && { ignoreChanges }),
      },
    ];
    expect(told(at(1), at(2))).toEqual(["update n"]);
    for (const ignored of ["scalingConfig.desiredSize", "scalingConfig", "*"]) expect(told(at(1), at(2, [ignored]))).toEqual([]);
    expect(told(at(1, ["scalingConfig"]), at(2))).toEqual(["update n"]);
  });

  test("replaceOnChanges replaces", () => {
    const at = (tag: string, replaceOnChanges: string[]): Described[] => [
      { type: vpc, name: "a", inputs: { tags: { tag } }, replaceOnChanges },
    ];
    expect(told(at("one", []), at("two", []))).toEqual(["update a"]);
    expect(told(at("one", []), at("two", ["tags"]))).toEqual(["replace a"]);
  });

  test("another provider makes a resource anew; the engine's own of another version does not", () => {
    const at = (provider: string): Described[] => [
      { type: vpc, name: "a", provider: `${urnOf("pulumi:providers:aws", provider)}::id-${provider}` },
    ];
    expect(told(at("one"), at("two"))).toEqual(["replace a"]);
    expect(told(at("default_7_48_0"), at("default_7_49_0"))).toEqual([]);
    expect(told(at("default"), at("one"))).toEqual(["replace a"]);
  });

  test("another region of an AWS provider moves what lies in it, and nothing that says its own", {
    tags: ["other-region-moves-resources"],
  }, () => {
    const at = (region: string): Described[] => [
      { type: "pulumi:providers:aws", name: "p", inputs: { region } },
      { type: vpc, name: "a", provider: `${urnOf("pulumi:providers:aws", "p")}::id` },
      { type: vpc, name: "own", provider: `${urnOf("pulumi:providers:aws", "p")}::id`, inputs: { region: "eu-west-1" } },
      { type: "aws:iam/role:Role", name: "global", provider: `${urnOf("pulumi:providers:aws", "p")}::id` },
    ];
    expect(told(at("eu-central-1"), at("eu-north-1"))).toEqual(["replace a", "update p"]);
  });
});

describe("names", () => {
  test("a rename without an alias deletes and creates; with one it is the same resource, for those that refer to it too", {
    tags: ["rename-with-and-without-alias"],
  }, () => {
    const at = (name: string, aliases?: string[]): Described[] => [
      { type: vpc, name, ...(aliases && { aliases }) },
      { type: subnet, name: "s", inputs: { vpcId: output(vpc, name, "id"), tags: { of: `in ${output(vpc, name, "arn")}` } } },
    ];
    expect(told(at("old"), at("new"))).toEqual(["delete old", "replace s", "create new"]);
    expect(change(at("old"), at("new", [urnOf(vpc, "old")]))).toEqual([]);
  });

  test("a renamed resource that changes says what it was", () => {
    const [found] = change(
      [{ type: vpc, name: "old", inputs: { enableDnsSupport: true } }],
      [{ type: vpc, name: "new", inputs: { enableDnsSupport: false }, aliases: [urnOf(vpc, "old")] }],
    );
    expect(found).toMatchObject({ operation: "update", urn: urnOf(vpc, "new"), formerUrn: urnOf(vpc, "old") });
  });

  test("an alias takes nothing from a resource that still has its name", () => {
    expect(
      told(
        [{ type: vpc, name: "a" }],
        [
          { type: vpc, name: "b", aliases: [urnOf(vpc, "a")] },
          { type: vpc, name: "a" },
        ],
      ),
    ).toEqual(["create b"]);
  });

  test("a renamed provider keeps its resources", () => {
    const provider = "pulumi:providers:aws";
    const at = (name: string, aliases?: string[]): Described[] => [
      { type: provider, name, ...(aliases && { aliases }) },
      { type: vpc, name: "a", provider: `${urnOf(provider, name)}::${output(provider, name, "id")}` },
    ];
    expect(change(at("one"), at("two", [urnOf(provider, "one")]))).toEqual([]);
  });
});

describe("what follows", () => {
  const keep = (cidrBlock: string): Described[] => [
    { type: vpc, name: "v", inputs: { cidrBlock } },
    { type: subnet, name: "s", inputs: { vpcId: output(vpc, "v", "id"), cidrBlock: "10.0.1.0/24" } },
    { type: table, name: "t", inputs: { vpcId: output(vpc, "v", "id") } },
    { type: "aws:ec2/routeTableAssociation:RouteTableAssociation", name: "at", inputs: { subnetId: output(subnet, "s", "id") } },
    { type: "aws:kms/key:Key", name: "k", inputs: { policy: `{"Resource":"${output(subnet, "s", "arn")}"}` } },
    { type: "aws:kms/key:Key", name: "apart", inputs: { description: "nothing of it" } },
  ];

  test("what is made of a replaced resource is replaced or updated, and says because of which", {
    tags: ["consequence-names-its-cause"],
  }, () => {
    const found = change(keep("10.0.0.0/16"), keep("10.1.0.0/16"));
    expect(found.map(({ operation, name }) => `${operation} ${name}`)).toEqual([
      "replace v",
      "replace s",
      "replace t",
      "replace at",
      "update k",
    ]);
    expect(found.find(({ name }) => name === "v")!.because).toBeUndefined();
    expect(found.find(({ name }) => name === "at")!.because).toEqual([urnOf(subnet, "s")]);
    expect(found.find(({ name }) => name === "k")!.properties).toEqual([
      expect.objectContaining({ path: "policy", kind: "change", replaces: false }),
    ]);
  });

  test("with a resource that is deleted first goes what is made of its name and cannot be changed in place", {
    tags: ["deleted-first-takes-dependents"],
  }, () => {
    const cluster = "aws:eks/cluster:Cluster";
    const at = (roleArn: string, rare: Partial<Described> = {}): Described[] => [
      { type: cluster, name: "c", inputs: { name: "keep", roleArn }, ...rare },
      {
        type: "aws:eks/addon:Addon",
        name: "a",
        inputs: { clusterName: "keep", addonVersion: "v1" },
        propertyDependencies: { clusterName: [urnOf(cluster, "c")] },
      },
      {
        type: "aws:iam/rolePolicy:RolePolicy",
        name: "p",
        inputs: { policy: "{}" },
        propertyDependencies: { policy: [urnOf(cluster, "c")] },
      },
    ];
    expect(told(at("one"), at("two"))).toEqual(["replace c", "replace a"]);
    const first = { deleteBeforeReplace: false };
    expect(told(at("one", first), at("two", first))).toEqual(["replace c"]);
    const unnamed = { inputs: { roleArn: "three" } };
    expect(told(at("one", { inputs: { roleArn: "one" } }), at("two", unnamed))).toEqual(["replace c"]);
  });

  test("an update renews the version of a launch template, and no id", { tags: ["launch-template-version-not-id"] }, () => {
    const type = "aws:ec2/launchTemplate:LaunchTemplate";
    const at = (userData: string, property: string): Described[] => [
      { type, name: "lt", inputs: { userData } },
      {
        type: "aws:eks/nodeGroup:NodeGroup",
        name: "n",
        inputs: { launchTemplate: { id: output(type, "lt", "id"), version: output(type, "lt", property) } },
      },
    ];
    expect(told(at("one", "latestVersion"), at("two", "latestVersion"))).toEqual(["update lt", "update n"]);
    expect(told(at("one", "defaultVersion"), at("two", "defaultVersion"))).toEqual(["update lt"]);
  });

  test("an unknown value that depends on a replaced resource is another, and what is ignored stays", () => {
    const at = (cidrBlock: string, rare: Partial<Described> = {}): Described[] => [
      { type: vpc, name: "v", inputs: { cidrBlock } },
      { type: subnet, name: "s", inputs: { vpcId: UNKNOWN }, propertyDependencies: { vpcId: [urnOf(vpc, "v")] }, ...rare },
    ];
    expect(told(at("10.0.0.0/16"), at("10.1.0.0/16"))).toEqual(["replace v", "replace s"]);
    const ignoring = { ignoreChanges: ["vpcId"] };
    expect(told(at("10.0.0.0/16", ignoring), at("10.1.0.0/16", ignoring))).toEqual(["replace v"]);
  });

  test("a replaced provider takes all of its resources with it", () => {
    const provider = "pulumi:providers:kubernetes";
    const at = (clusterIdentifier: string): Described[] => [
      { type: provider, name: "k", inputs: { clusterIdentifier } },
      { type: "kubernetes:core/v1:ServiceAccount", name: "a", provider: `${urnOf(provider, "k")}::${output(provider, "k", "id")}` },
    ];
    expect(told(at("one"), at("two"))).toEqual(["replace k", "replace a"]);
  });
});
