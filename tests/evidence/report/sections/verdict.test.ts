import { describe, expect, test } from "vitest";
import type { ReportedFinding } from "../../../../evidence/report/model/finding.ts";
import type { ReportedProof } from "../../../../evidence/report/model/proof.ts";
import type { ReportedRule } from "../../../../evidence/report/model/rule.ts";
import { type Judged, verdict } from "../../../../evidence/report/sections/verdict.ts";

const rule = { name: "a-rule", outcome: "holds" } as ReportedRule;
const proof = (status: ReportedProof["status"]): ReportedProof => ({
  id: `proof-${status}`,
  claim: "Nobody gets in.",
  controls: ["D1"],
  status,
  assumptions: [],
  examined: [],
  allowed: [],
  counterexamples: status === "refuted" ? [{ says: "somebody gets in", hops: [] }] : [],
  unknown: status === "undecided" ? ["where the gate is"] : [],
});
const finding = (kind: ReportedFinding["kind"], enforcement: ReportedFinding["enforcement"]) => ({ kind, enforcement }) as ReportedFinding;
const waiver = { rule: "a-rule", resource: "r", reason: "", owner: "", expires: "2027-01-01", state: "in force" as const, controls: [] };
const judged = (more: Partial<Judged> = {}): Judged => ({
  resources: 3,
  rules: [rule],
  findings: [],
  proofs: [proof("proved")],
  waivers: [],
  controls: [],
  images: [],
  ...more,
});

describe("the verdict", () => {
  test("is yes where rules and proofs hold", () => {
    expect(verdict(judged())).toEqual({
      state: "accept",
      sentence: "Can be approved: 1 rule and 1 proof hold over 3 resources, and no path is open but those listed.",
      steps: ["Read the open risks: what this kit cannot close."],
    });
  });
});

test("one refuted proof rejects, with the path that is open", { tags: ["refuted-proof-rejects"] }, () => {
  const { state, sentence, steps } = verdict(judged({ proofs: [proof("proved"), proof("refuted")] }));
  expect([state, sentence]).toEqual(["reject", "Do not approve: 1 proof is refuted by a path that is open."]);
  expect(steps[0]).toBe("Close what refutes the proof proof-refuted: somebody gets in.");
});

test("one mandatory violation rejects", { tags: ["mandatory-violation-rejects"] }, () => {
  expect(verdict(judged({ findings: [finding("violation", "mandatory")] }))).toMatchObject({
    state: "reject",
    sentence: "Do not approve: 1 mandatory violation is neither mended nor waived.",
  });
});

test("an undecided proof keeps the verdict open, and says what is missing", () => {
  const { state, steps } = verdict(judged({ proofs: [proof("proved"), proof("undecided")] }));
  expect([state, steps[0]]).toEqual(["undecided", "Settle what the proof proof-undecided could not decide: where the gate is."]);
});

test("advice does not reject, a waiver must be confirmed, what is undecided is told", () => {
  expect(verdict(judged({ findings: [finding("violation", "advisory")] })).state).toBe("accept");
  const waived = verdict(judged({ findings: [finding("waived", "advisory")], waivers: [waiver] }));
  expect([waived.state, waived.steps[0]]).toEqual(["accept with waivers", "Confirm 1 waiver: owner, reason and last day of each."]);
  expect(verdict(judged({ findings: [finding("undecided", "advisory")] })).sentence).toMatch(
    /; 1 finding waits for values that only a deployment knows\.$/,
  );
});
