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
    stack(policy: string, resources: readonly { type: string; name: string; props: object }[]): Said[] {
      const said: Said[] = [];
      const all = resources.map((one) => ({
        ...common,
        ...one,
        urn: `urn:${one.name}`,
        props: unknownCheckingProxy(one.props),
        dependencies: [],
        propertyDependencies: {},
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
      { urn: "urn:a", severity: "medium", message: "retentionInDays: must be at least 365 days, and a number" },
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
      { urn: "urn:a", severity: "low", message: "retentionInDays: must be at least 730 days, and a number" },
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
        message: `waivers: waiver of ${retention} for c: the resource does not break the rule; accepted is no waiver`,
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
});
