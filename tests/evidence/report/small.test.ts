import { expect, test } from "vitest";
import { controls } from "../../../catalog/controls.ts";
import type { PreviewResource } from "../../../engine/preview.ts";
import { buildReport } from "../../../evidence/report/build-report.ts";
import type { Evidence } from "../../../evidence/report/evidence.ts";
import type { ReportedProof } from "../../../evidence/report/model/proof.ts";
import { judge } from "../../../policies/judge/judge.ts";
import { need } from "../../../policies/rule/outcome.ts";
import type { ResourceRule } from "../../../policies/rule/rule.ts";

// A stack of a few resources under a few rules: fast, so that harmful edits of the report are tried on it.

const today = "2026-11-25";
const thing = "test:index:Thing";

const rule = (name: string, control: string, property: string, more: Partial<ResourceRule> = {}): ResourceRule => ({
  name,
  description: `A thing is ${property}.`,
  severity: "high",
  enforcement: "mandatory",
  controls: [control],
  frameworks: {},
  database: "",
  remediation: "",
  types: [thing],
  check: (subject) => need(subject.at(property).is(true), `is not ${property}`),
  ...more,
});
const rules = [
  rule("locked", "D14", "locked"),
  rule("hidden", "D1", "hidden"),
  rule("watched", "D19", "watched", { enforcement: "advisory" }),
  rule("absent", "D7", "absent", { types: ["test:index:Other"] }),
];

const resource = (type: string, name: string, inputs: Record<string, unknown>): PreviewResource => ({
  urn: `urn:pulumi:s::p::${type}::${name}`,
  type,
  name,
  inputs,
  parent: undefined,
  custom: true,
  provider: undefined,
  protect: false,
  retainOnDelete: false,
  dependencies: [],
});
const good = { locked: true, hidden: true, watched: true };
const proof: ReportedProof = {
  id: "closed",
  claim: "Nobody gets in.",
  controls: ["D2"],
  status: "proved",
  assumptions: [],
  examined: ["2 doors"],
  allowed: [],
  counterexamples: [],
  unknown: [],
};
const asks = (what: string, rules: string[], proofs: string[] = []) => [{ what, rules, proofs }];
const parts = {
  D1: asks("what is hidden", ["hidden"]),
  D2: asks("what is closed", [], ["closed"]),
  D7: asks("what is absent", ["absent"]),
  D14: asks("what is locked", ["locked"]),
  D19: asks("what is watched", ["watched"]),
};
const waiver = { rule: "locked", resource: "one", reason: "moves soon", owner: "ops", expires: "2026-12-31" };

const release = {
  rendering: "no keep",
  rendered: 0,
  differences: [],
  kit: { state: "unmodified", version: "1.2.3", digest: null, differing: [] },
  program: null,
  settings: null,
  trial: null,
} as const;

function report(
  things: Record<string, object>,
  { waivers = [], ...more }: Partial<Pick<Evidence, "proofs" | "parts">> & { waivers?: object[] } = {},
) {
  const resources = [
    resource("pulumi:pulumi:Stack", "p-s", {}),
    resource("modelkeep:test:Waivers", "waivers", { waivers }),
    ...Object.entries(things).map(([name, inputs]) => resource(thing, name, { ...inputs })),
  ];
  const findings = judge(resources, { rules, today });
  const preview = { project: "p", stack: "s", resources, outputs: {} };
  const flows = { parties: [], flows: [], unknown: [] };
  return buildReport({
    preview,
    account: null,
    rules,
    findings,
    proofs: [proof],
    ...release,
    flows,
    controls,
    parts,
    today,
    ...more,
  });
}
const stateOf = ({ controls: all }: ReturnType<typeof report>, id: string) => all.find((control) => control.id === id)?.state;
const outcomeOf = ({ rules: all }: ReturnType<typeof report>, name: string) => all.find((one) => one.name === name)?.outcome;

test("rules that hold over something enforce their controls, and nothing else is enforced", () => {
  const made = report({ one: good, two: good });
  expect(made.controls.filter(({ state }) => state === "enforced").map(({ id }) => id)).toEqual(["D1", "D2", "D14"]);
  expect(made.verdict.state).toBe("accept");
  expect(made.controls.find(({ id }) => id === "D14")?.resources).toEqual([{ type: thing, count: 2 }]);
});

test("a control of which something is not here is partly", { tags: ["missing-part-is-partly"] }, () => {
  const asked = { ...parts, D14: [...parts.D14, { what: "a lock on the door", rules: ["absent"] }] };
  const made = report({ one: good }, { parts: asked });
  expect(made.controls.find(({ id }) => id === "D14")).toMatchObject({
    state: "partly",
    reason: "missing: a lock on the door",
    here: ["what is locked (1 Thing)"],
  });
});

test("what nothing enforces yet keeps a control from being enforced", () => {
  const made = report({ one: good }, { parts: { ...parts, D14: [...parts.D14, { what: "a guard: not enforced yet" }] } });
  expect(stateOf(made, "D14")).toBe("partly");
});

test("a rule that looked at nothing has nothing to judge, and covers nothing", { tags: ["idle-rule-covers-nothing"] }, () => {
  const made = report({ one: good });
  expect([outcomeOf(made, "absent"), stateOf(made, "D7")]).toEqual(["nothing to judge", "not covered"]);
});

test("a control without rules and proofs is not covered", { tags: ["control-without-checks-not-covered"] }, () => {
  expect(stateOf(report({ one: good }), "D12")).toBe("not covered");
  expect(stateOf(report({ one: good }, { proofs: [] }), "D2")).toBe("not covered");
});

test("advice alone is partly, followed or not", () => {
  expect([stateOf(report({ one: good }), "D19"), stateOf(report({ one: { ...good, watched: false } }), "D19")]).toEqual([
    "partly",
    "partly",
  ]);
});

test("one resource that breaks a rule breaks its control, whatever else is waived", { tags: ["rule-break-breaks-control"] }, () => {
  const open = { ...good, locked: false };
  const made = report({ one: open, two: open }, { waivers: [waiver] });
  expect([outcomeOf(made, "locked"), stateOf(made, "D14"), made.verdict.state]).toEqual(["broken", "broken", "reject"]);
});

test("a violation under a waiver in force is waived, and after its last day it is not", {
  tags: ["waiver-in-force-until-last-day"],
}, () => {
  const things = { one: { ...good, locked: false } };
  const made = report(things, { waivers: [waiver] });
  expect([outcomeOf(made, "locked"), stateOf(made, "D14"), made.verdict.state, made.waivers[0]?.state]).toEqual([
    "waived",
    "waived",
    "accept with waivers",
    "in force",
  ]);
  const late = report(things, { waivers: [{ ...waiver, expires: "2026-11-24" }] });
  expect([stateOf(late, "D14"), late.verdict.state, late.waivers[0]?.state]).toEqual(["broken", "reject", "expired"]);
});

test("evidence of nothing is rejected", { tags: ["evidence-of-nothing-rejected"] }, () => {
  expect(report({}).verdict.sentence).toBe("Do not approve: no rule had anything to evaluate, so there is no evidence.");
  expect(report({ one: good }, { proofs: [] }).verdict.sentence).toBe("Do not approve: nothing was proved, so there is no evidence.");
});
