import { controlTests } from "../control-tests.ts";
import type { Evidence } from "../evidence.ts";
import type { ReportedControl } from "../model/control.ts";
import type { ReportedWaiver } from "../model/finding.ts";
import { controlState } from "./control-state.ts";
import type { JudgedRule } from "./rules.ts";

/** Every control of the table with what enforces it here and what shows it. */
export function controlsSection(evidence: Evidence, judged: readonly JudgedRule[], waivers: readonly ReportedWaiver[]): ReportedControl[] {
  return evidence.controls.map(({ id, database, model }) => {
    const own = judged.filter(({ report }) => report.controls.includes(id));
    const proofs = evidence.proofs.filter(({ controls }) => controls.includes(id));
    const { state, reason } = controlState(
      own.map(({ report }) => report),
      proofs,
    );
    return {
      id,
      database,
      model,
      state,
      reason,
      rules: own.map(({ report }) => report.name),
      resources: resourcesOf(own),
      proofs: proofs.map((proof) => proof.id),
      tests: [...(controlTests[id] ?? [])],
      waivers: waivers
        .filter((waiver) => waiver.state === "in force" && waiver.controls.includes(id))
        .map(({ rule, resource, expires }) => ({ rule, resource, expires })),
    };
  });
}

/** The resources that some rules looked at, each once, counted by type. */
function resourcesOf(rules: readonly JudgedRule[]): ReportedControl["resources"] {
  const subjects = new Set(rules.flatMap((rule) => rule.subjects));
  const byType = Map.groupBy(subjects, ({ type }) => type);
  return [...byType].map(([type, all]) => ({ type, count: all.length })).sort((a, b) => (a.type < b.type ? -1 : 1));
}
