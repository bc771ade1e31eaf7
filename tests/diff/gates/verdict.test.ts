import { describe, expect, test } from "vitest";
import { parseGates } from "../../../diff/gates/gate.ts";
import { gateVerdicts } from "../../../diff/gates/verdict.ts";
import type { StackDiff } from "../../../diff/model.ts";
import type { ResourceChange } from "../../../diff/resources/resource-change.ts";
import type { Finding } from "../../../policies/judge/finding.ts";
import { stackDiff } from "../stack-diff.ts";

const hit = (gate: string, part: Partial<StackDiff>) => {
  const [verdict] = gateVerdicts({ base: { name: "a" }, head: { name: "b" }, stacks: [stackDiff(part)] }, parseGates(gate));
  expect(verdict!.hit).toBe(verdict!.why.length > 0);
  return verdict!.hit;
};

const resource = (operation: ResourceChange["operation"], more: Partial<ResourceChange> = {}): ResourceChange => ({
  operation,
  urn: "urn:a",
  type: "aws:kms/key:Key",
  name: "vault",
  protect: false,
  retainOnDelete: false,
  properties: [],
  ...more,
});
const finding = (severity: Finding["severity"], kind: Finding["kind"] = "violation"): Partial<StackDiff> => ({
  findings: {
    added: [{ rule: "r", severity, enforcement: "mandatory", kind, urn: "u", resource: "a", path: "", message: "m" }],
    fixed: [],
  },
});
const exposure = (direction: "wider" | "narrower" | "other", kind: "path" | "waiver" = "path"): Partial<StackDiff> => ({
  exposure: [{ kind, direction, text: "t" }],
});
const month = (
  before: number | undefined,
  after: number | undefined,
  atMost = { before, after },
  unknown: string[] = [],
): Partial<StackDiff> => {
  const pair = (one: { before: number | undefined; after: number | undefined }) => ({
    ...(one.before !== undefined && { before: one.before }),
    ...(one.after !== undefined && { after: one.after }),
  });
  const amounts = { perMonth: pair({ before, after }), perMonthAtMost: pair(atMost), gpuPerHour: {} };
  return { cost: { currency: "USD", basis: "", ...amounts, lines: [], unknown } };
};

describe("each gate, on both sides of its limit", () => {
  test.each<[string, Partial<StackDiff>, Partial<StackDiff>]>([
    ["exposure", exposure("wider"), exposure("narrower")],
    ["exposure", exposure("other"), {}],
    ["waiver", exposure("wider", "waiver"), exposure("wider")],
    ["waiver", exposure("wider", "waiver"), exposure("narrower", "waiver")],
    ["policy", finding("low"), finding("critical", "waived")],
    ["policy:high", finding("high"), finding("medium")],
    ["policy:high", finding("critical"), finding("low")],
    ["policy:critical", finding("critical"), finding("high")],
    ["policy:medium", finding("medium", "undecided"), finding("low", "undecided")],
    ["cost:+20%", month(1000, 1200.01), month(1000, 1200)],
    ["cost:+0%", month(1000, 1000.01), month(1000, 1000)],
    ["cost:+20%", month(1000, 1000, { before: 2000, after: 2400.01 }), month(1000, 900)],
    ["cost:+500USD", month(1000, 1500.01), month(1000, 1500)],
    ["cost:+500USD", month(undefined, 500.01), month(undefined, 500)],
    ["cost:+20%", month(undefined, 1), month(1000, undefined)],
    ["cost:+20%", month(1000, undefined, undefined, ["after: no price is known"]), month(undefined, undefined)],
    ["replace", { resources: [resource("replace")] }, { resources: [resource("delete"), resource("update"), resource("create")] }],
    ["replace:protected", { resources: [resource("replace", { protect: true })] }, { resources: [resource("replace")] }],
    [
      "replace:protected",
      { resources: [resource("replace", { retainOnDelete: true })] },
      { resources: [resource("update", { protect: true }), resource("delete", { protect: true })] },
    ],
    ["delete", { resources: [resource("delete")] }, { resources: [resource("replace")] }],
    ["delete:protected", { resources: [resource("delete", { protect: true })] }, { resources: [resource("delete")] }],
    [
      "advisory",
      { versions: [{ kind: "version", name: "vLLM", brings: ["CVE-1"], fixes: [] }] },
      { versions: [{ kind: "version", name: "vLLM", brings: [], fixes: ["CVE-1"] }] },
    ],
    ["change", { state: "changed" }, { state: "unchanged" }],
  ])("%s: case %#", { tags: ["gates-on-both-sides-of-limit"] }, (gate, over, within) => {
    expect([hit(gate, over), hit(gate, within)]).toEqual([true, false]);
  });
});

test("a stack that cannot be compared hits every gate", { tags: ["incomparable-hits-every-gate"] }, () => {
  for (const gate of ["exposure", "policy:critical", "cost:+1000%", "replace:protected", "delete", "waiver", "advisory", "change"])
    expect(hit(gate, { state: "failed", failures: [{ side: "b", messages: ["m"] }] })).toBe(true);
});
