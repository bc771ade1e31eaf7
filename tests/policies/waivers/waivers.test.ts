import { describe, expect, test } from "vitest";
import { type Finding, sentence, stops } from "../../../policies/judge/finding.ts";
import { judge } from "../../../policies/judge/judge.ts";
import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { rules } from "../../../policies/rules.ts";

const rule = "aws-cloudwatch-log-group-retention";
const source = (type: string, name: string, inputs: Record<string, unknown>): SubjectSource => ({
  urn: `urn:pulumi:test::test::${type}::${name}`,
  type,
  name,
  inputs,
  protect: true,
});
const group = (name: string, retentionInDays = 30) =>
  source("aws:cloudwatch/logGroup:LogGroup", name, {
    name: `/a/${name}`,
    retentionInDays,
    kmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/a",
  });
const waiver = { rule, resource: "debug", reason: "a short-lived test bench", owner: "security@example.com", expires: "2026-12-31" };
const keep = (waivers: unknown) => source("modelkeep:aws:Keep", "keep", { waivers });

/** The rules about what stands in these stacks, which are no whole keeps. */
const asked = rules.filter(({ name }) => /^aws-(cloudwatch-log-group|kms-key)-/.test(name));
const judged = (resources: SubjectSource[], today = "2026-11-25", config = {}): Finding[] =>
  judge(resources, { rules: asked, today, config });
const lines = (findings: Finding[]) =>
  findings.map((finding) => `${finding.kind} ${finding.rule} ${finding.resource}: ${sentence(finding)}`);

describe("a waiver", () => {
  test("turns one resource's violation into advice that says who approved it, and until when", () => {
    const findings = judged([keep([waiver]), group("debug")]);
    expect(lines(findings)).toEqual([
      `waived ${rule} debug: waived until 2026-12-31 by security@example.com (a short-lived test bench): retentionInDays: must be at least 365 days; accepted: a number of days`,
    ]);
    expect(stops(findings)).toBe(false);
  });

  test("never hides another resource's violation, nor another rule's", { tags: ["waiver-hides-nothing-else"] }, () => {
    const findings = judged([keep([waiver]), group("debug"), group("other"), source("aws:kms/key:Key", "debug", {})]);
    expect(findings.filter(({ rule: name, kind }) => name === rule && kind === "violation").map(({ resource }) => resource)).toEqual([
      "other",
    ]);
    expect(findings.some(({ rule: name, kind }) => name === "aws-kms-key-rotation" && kind === "violation")).toBe(true);
  });

  test("holds to the end of its last day, and not a day longer", { tags: ["waiver-holds-last-day"] }, () => {
    expect(stops(judged([keep([waiver]), group("debug")], "2026-12-31"))).toBe(false);
    const after = judged([keep([waiver]), group("debug")], "2027-01-01");
    expect(stops(after)).toBe(true);
    expect(lines(after)).toEqual([
      `violation ${rule} debug: retentionInDays: must be at least 365 days; accepted: a number of days`,
      `violation modelkeep-waivers keep: waivers: waiver of ${rule} for debug: it expired on 2026-12-31; accepted: a new date, signed by security@example.com, or no waiver`,
    ]);
  });

  test("may name the resource by its URN, which it must where two have the name", () => {
    const [one, two] = [
      group("debug"),
      { ...group("debug"), urn: "urn:pulumi:test::test::parent$aws:cloudwatch/logGroup:LogGroup::debug" },
    ];
    expect(lines(judged([keep([waiver]), one, two])).at(-1)).toMatch(
      /2 resources of that name violate the rule; accepted: the URN of one$/,
    );
    const byUrn = judged([keep([{ ...waiver, resource: one.urn }]), one, two]);
    expect(byUrn.map(({ kind, urn }) => `${kind} ${urn}`)).toEqual([`waived ${one.urn}`, `violation ${two.urn}`]);
  });

  test("may stand in the rule's configuration", () => {
    const { rule: _, ...own } = waiver;
    expect(stops(judged([group("debug")], "2026-11-25", { [rule]: { waivers: [own] } }))).toBe(false);
  });

  test("of a component that is none of ours does not count", () => {
    expect(stops(judged([source("acme:web:Site", "site", { waivers: [waiver] }), group("debug")]))).toBe(true);
    expect(stops(judged([source("acme:policy:Waivers", "site", { waivers: [waiver] }), group("debug")]))).toBe(false);
  });
});

test.each([
  ["a rule that does not exist", { ...waiver, rule: "aws-nothing" }, /there is no such rule/],
  ["a resource that does not exist", { ...waiver, resource: "gone" }, /there is no such resource/],
  ["a resource that breaks nothing", { ...waiver, resource: "good" }, /the resource does not violate the rule; accepted: no waiver/],
  ["a missing reason", { ...waiver, reason: " " }, /waivers\[0\]: reason is missing or not text/],
  ["a field that nobody knows", { ...waiver, until: "x" }, /until is not a field of a waiver/],
  ["no date", { ...waiver, expires: "soon" }, /expires: soon is not a date/],
  ["no waiver at all", "please", /"please" is not a waiver/],
])("fails with one line for %s", { tags: ["waiver-for-nothing-fails"] }, (_, value, message) => {
  const findings = judged([keep([value]), group("good", 400), group("debug", 400)]);
  expect(findings.map(({ rule: name }) => name)).toEqual(["modelkeep-waivers"]);
  expect(sentence(findings[0]!)).toMatch(message);
  expect(stops(findings)).toBe(true);
});

test("a waiver that stands twice, and a list that is none, fail", () => {
  expect(lines(judged([keep([waiver, waiver]), group("debug")])).filter((line) => line.includes("it exists twice"))).toHaveLength(2);
  expect(lines(judged([keep({ rule }), group("debug", 400)]))[0]).toMatch(/waivers: .* is not a list/);
});

test("a waiver is not unused while its rule cannot decide", () => {
  const unknown = source("aws:cloudwatch/logGroup:LogGroup", "debug", {
    ...group("debug").inputs,
    retentionInDays: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  });
  expect(judged([keep([waiver]), unknown]).map(({ kind }) => kind)).toEqual(["undecided"]);
});

test("a waiver of what the pack does not judge is looked at no closer than its date", { tags: ["waiver-judged-elsewhere"] }, () => {
  const elsewhere = { ...waiver, rule: "modelkeep-release", resource: "an object that is missing" };
  expect(lines(judged([keep([elsewhere])]))).toEqual([]);
  expect(lines(judged([keep([{ ...elsewhere, expires: "2026-11-24" }])]))[0]).toMatch(/it expired on 2026-11-24/);
  expect(lines(judged([keep([elsewhere, elsewhere])]))[0]).toMatch(/it exists twice/);
});
