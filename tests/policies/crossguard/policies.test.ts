import { type ResourceValidationPolicy, type StackValidationPolicy, unknownCheckingProxy } from "@pulumi/policy";
import { describe, expect, test } from "vitest";
import { plainProps } from "../../../policies/crossguard/plain-props.ts";
import { crossguardPolicies } from "../../../policies/crossguard/policies.ts";
import { UNKNOWN } from "../../../policies/rule/unknown.ts";
import { rules } from "../../../policies/rules.ts";

const retention = "aws-cloudwatch-log-group-retention";
const type = "aws:cloudwatch/logGroup:LogGroup";

interface Said {
  message: string;
  urn?: string;
  severity?: string;
  enforcementLevel?: string;
}

/** A resource as the engine shows it at the end, with what it answered. */
interface Shown {
  type: string;
  name: string;
  urn?: string;
  props: object;
  /** Name of its provider, which only a resource has. */
  provider?: string;
  madeFrom?: Record<string, string[]>;
}

/** A pack that is asked as the engine asks it: each resource alone, then all of them. */
function asked(today = "2026-11-25") {
  const policies = crossguardPolicies(rules, { today });
  const common = {
    stackTags: new Map(),
    isType: () => false,
    asType: () => undefined,
    opts: { protect: true, ignoreChanges: [], aliases: [], customTimeouts: {}, additionalSecretOutputs: [] },
  };
  const notApplicable = (): never => {
    throw new Error("not applicable");
  };
  const find = (name: string) => policies.find((policy) => policy.name === name);
  const report = (said: Said[]) => ((message: string | Said) => said.push(typeof message === "string" ? { message } : message)) as never;
  return {
    resource(policy: string, own: string, name: string, props: object, config = {}): Said[] {
      const said: Said[] = [];
      const args = {
        ...common,
        type: own,
        name,
        urn: `urn:${name}`,
        props: unknownCheckingProxy(props),
        getConfig: () => config,
        notApplicable,
      };
      const validate = (find(policy) as ResourceValidationPolicy).validateResource as (args: unknown, report: never) => void;
      validate(args, report(said));
      return said;
    },
    stack(policy: string, resources: readonly Shown[]): Said[] {
      const said: Said[] = [];
      const all = resources.map((one) => ({
        ...common,
        ...one,
        urn: one.urn ?? `urn:${one.name}`,
        props: unknownCheckingProxy(one.props),
        dependencies: [],
        propertyDependencies: Object.fromEntries(
          Object.entries(one.madeFrom ?? {}).map(([key, names]) => [key, names.map((name) => ({ urn: `urn:${name}` }))]),
        ),
        ...(one.provider && { provider: { urn: `urn:pulumi:test::test::pulumi:providers:aws::${one.provider}` } }),
      }));
      (find(policy) as StackValidationPolicy).validateStack(
        { resources: all, getConfig: () => ({}), stackTags: new Map(), notApplicable } as never,
        report(said),
      );
      return said;
    },
  };
}

test("properties become plain JSON, in which what CrossGuard throws at is the marker of a preview", () => {
  const props = unknownCheckingProxy({ a: [1, UNKNOWN, { b: UNKNOWN }], c: { d: "e" }, f: null, g: UNKNOWN });
  expect(plainProps(props as Record<string, unknown>)).toEqual({ a: [1, UNKNOWN, { b: UNKNOWN }], c: { d: "e" }, f: null, g: UNKNOWN });
});

describe("a policy of CrossGuard", () => {
  test("reports a violation at its own level, and what it cannot decide as advice, in words", {
    tags: ["crossguard-level-and-advice"],
  }, () => {
    const pack = asked();
    expect(pack.resource(retention, type, "a", { retentionInDays: 30 })).toEqual([
      { urn: "urn:a", severity: "medium", message: "retentionInDays: must be at least 365 days; accepted: a number of days" },
    ]);
    expect(pack.resource(retention, type, "b", { retentionInDays: UNKNOWN })).toEqual([
      {
        urn: "urn:b",
        severity: "medium",
        enforcementLevel: "advisory",
        message: expect.stringMatching(/^cannot be decided before the resource exists, because retentionInDays is unknown: /),
      },
    ]);
    expect(pack.resource(retention, type, "c", { retentionInDays: 400 })).toEqual([]);
    expect(() => pack.resource(retention, "aws:s3/bucket:Bucket", "d", {})).toThrow("not applicable");
  });

  test("takes its settings from the pack's configuration", () => {
    expect(asked().resource(retention, type, "a", { retentionInDays: 400 }, { days: 730, severity: "low" })).toEqual([
      { urn: "urn:a", severity: "low", message: "retentionInDays: must be at least 730 days; accepted: a number of days" },
    ]);
  });

  test("knows a waiver of a component that it was shown before, and says at the end whether it was needed", () => {
    const waiver = { rule: retention, resource: "a", reason: "a bench", owner: "security", expires: "2026-12-31" };
    const pack = asked();
    const keep = { type: "modelkeep:aws:Keep", name: "keep", props: { waivers: [waiver, { ...waiver, resource: "c" }] } };
    pack.resource("modelkeep-inputs", keep.type, keep.name, keep.props);
    pack.resource("modelkeep-inputs", type, "a", { retentionInDays: 30 });
    expect(pack.resource(retention, type, "a", { retentionInDays: 30 })).toMatchObject([
      { enforcementLevel: "advisory", message: expect.stringMatching(/^waived until 2026-12-31 by security/) },
    ]);
    const all = [keep, { type, name: "a", props: { retentionInDays: 30 } }, { type, name: "c", props: { retentionInDays: 400 } }];
    expect(pack.stack("modelkeep-waivers", all)).toEqual([
      {
        urn: "urn:keep",
        severity: "high",
        message: `waivers: waiver of ${retention} for c: the resource does not violate the rule; accepted: no waiver`,
      },
    ]);
  });

  test("judges the stack by inputs, not by the outputs that a provider would compute", { tags: ["crossguard-judges-inputs"] }, () => {
    const pack = asked();
    pack.resource("modelkeep-inputs", type, "a", { kmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/a" });
    const outputs = { type, name: "a", props: { kmsKeyId: UNKNOWN } };
    expect(pack.stack("aws-cloudwatch-log-group-encrypted", [outputs])).toEqual([]);
    expect(asked().stack("aws-cloudwatch-log-group-encrypted", [outputs])).toMatchObject([{ enforcementLevel: "advisory" }]);
  });

  test("knows by which provider a resource is made: an alias of one region is another one elsewhere", {
    tags: ["crossguard-provider-told"],
  }, () => {
    const alias = (name: string, provider: string) => ({
      type: "aws:kms/alias:Alias",
      name,
      props: { name: "alias/keep", targetKeyId: UNKNOWN },
      provider,
    });
    const region = (name: string) => ({ type: "pulumi:providers:aws", name, props: { region: `eu-central-${name}` } });
    const found = (...providers: string[]) =>
      asked()
        .stack("stack-single-writer", [
          ...[...new Set(providers)].map((name) => ({ ...region(name), urn: `urn:pulumi:test::test::pulumi:providers:aws::${name}` })),
          ...providers.map((provider, i) => alias(`alias-${i}`, provider)),
        ])
        .map(({ urn }) => urn);
    expect(found("1", "2")).toEqual([]);
    expect(found("1", "1")).toEqual(["urn:alias-0", "urn:alias-1"]);
  });

  test("takes what a provider answered for an output of the resource, but nothing that the program gave it", {
    tags: ["crossguard-outputs-told"],
  }, () => {
    const subnet = { type: "aws:ec2/subnet:Subnet", name: "a", provider: "1", props: { vpcId: "vpc-x", id: "subnet-a" } };
    const group = (subnetIds: string[]) => ({
      type: "aws:eks/nodeGroup:NodeGroup",
      name: "pool",
      provider: "1",
      props: { clusterName: "keep", subnetIds },
      madeFrom: { subnetIds: ["a"] },
    });
    const found = (...ids: string[]) => {
      const pack = asked();
      pack.resource("modelkeep-inputs", subnet.type, subnet.name, { vpcId: "vpc-x" });
      return pack
        .stack("aws-resource-known-inputs", [subnet, group(ids)])
        .filter(({ message }) => message.includes("subnetIds"))
        .map(({ message }) => message.split(":")[0]);
    };
    expect(found("subnet-a")).toEqual([]);
    expect(found("subnet-a", "subnet-x")).toEqual(["subnetIds[1]"]);
    expect(found("subnet-a", "vpc-x")).toEqual(["subnetIds[1]"]);
  });

  test("tells a group by having no provider, and judges no group of a foreign program", { tags: ["crossguard-groups-told"] }, () => {
    const judged = (type: string, provider?: string) =>
      asked().stack("stack-known-types", [{ type, name: "one", props: {}, ...(provider && { provider }) }]).length;
    expect(judged("acme:apps:Group")).toBe(0);
    expect(judged("acme:apps:Group", "1")).toBe(1);
    expect(judged("kubernetes:helm.sh/v4:Chart")).toBe(1);
    expect(judged("pulumi:providers:acme")).toBe(1);
  });
});
