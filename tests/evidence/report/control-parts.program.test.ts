import { beforeAll, describe, expect, test } from "vitest";
import { controls } from "../../../catalog/controls.ts";
import { buildReport } from "../../../evidence/report/build-report.ts";
import { controlParts } from "../../../evidence/report/control-parts.ts";
import type { Evidence } from "../../../evidence/report/evidence.ts";
import { judgedRules } from "../../../evidence/report/sections/rules.ts";
import { judge } from "../../../policies/judge/judge.ts";
import { rules } from "../../../policies/rules.ts";
import { day, evidenceOf, examples } from "./reported.ts";

const stateIn = (evidence: Evidence, id: string) => buildReport(evidence).controls.find((control) => control.id === id)?.state;

/** The same stack without some resources, judged again; the proofs are left as they were, so that rules and parts alone decide. */
function without(evidence: Evidence, urns: ReadonlySet<string>): Evidence {
  const resources = evidence.preview.resources.filter(({ urn }) => !urns.has(urn));
  return { ...evidence, preview: { ...evidence.preview, resources }, findings: judge(resources, { rules, today: day }) };
}

test("every control has parts, of rules and proofs that there are", async () => {
  const { proofs } = await evidenceOf("r1-distill-32b");
  const names = [...rules.map(({ name }) => name), ...proofs.map(({ id }) => id)];
  expect(Object.keys(controlParts)).toEqual(controls.map(({ id }) => id));
  const named = Object.values(controlParts).flatMap((parts) => parts.flatMap((part) => [...(part.rules ?? []), ...(part.proofs ?? [])]));
  expect(named.filter((name) => !names.includes(name))).toEqual([]);
});

describe.each(examples)("%s", (stack) => {
  let evidence: Evidence;
  beforeAll(async () => {
    evidence = await evidenceOf(stack);
  });

  test("without the resources that a part of it is about, no control is enforced", { tags: ["removed-part-flips-control"] }, () => {
    const judged = judgedRules(evidence);
    const enforced = Object.entries(controlParts).filter(([id]) => stateIn(evidence, id) === "enforced");
    const tried = enforced.flatMap(([id, parts]) =>
      parts
        .filter(({ on }) => on !== "may")
        .flatMap(({ what, rules: names = [] }) =>
          names.map((name) => ({ id, what, name, subjects: judged.find(({ report }) => report.name === name)?.subjects ?? [] })),
        )
        .filter(({ subjects }) => subjects.length > 0),
    );
    expect(tried.length).toBeGreaterThan(10);
    const still = tried.filter(
      ({ id, subjects }) => stateIn(without(evidence, new Set(subjects.map(({ urn }) => urn))), id) === "enforced",
    );
    expect(still.map(({ id, what, name }) => `${id}: ${what} (${name})`)).toEqual([]);
  });
});
