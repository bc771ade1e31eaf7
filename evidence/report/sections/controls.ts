import { controlParts } from "../control-parts.ts";
import { controlRows } from "../control-rows.ts";
import type { Evidence } from "../evidence.ts";
import type { ReportedControl } from "../model/control.ts";
import type { ReportedWaiver } from "../model/finding.ts";
import { hereOf } from "./control-here.ts";
import { controlState } from "./control-state.ts";
import type { JudgedRule } from "./rules.ts";

/** Every control of the table with what enforces and verifies it here. */
export function controlsSection(evidence: Evidence, judged: readonly JudgedRule[], waivers: readonly ReportedWaiver[]): ReportedControl[] {
  return evidence.controls.map(({ id, database, model }) => {
    const own = judged.filter(({ report }) => report.controls.includes(id));
    const proofs = evidence.proofs.filter(({ controls }) => controls.includes(id));
    const here = hereOf((evidence.parts ?? controlParts)[id] ?? [], evidence.preview.resources, judged, evidence.proofs);
    const { state, reason } = controlState(
      own.map(({ report }) => report),
      proofs,
      { ...here, doubted: doubtsAbout(own, evidence) },
    );
    return {
      id,
      database,
      model,
      state,
      reason,
      here: here.here,
      rules: own.map(({ report }) => report.name),
      resources: resourcesOf(own),
      proofs: proofs.map((proof) => proof.id),
      tests: [...(controlRows[id]?.tests ?? [])],
      waivers: waivers
        .filter((waiver) => waiver.state === "in force" && waiver.controls.includes(id))
        .map(({ rule, resource, expires }) => ({ rule, resource, expires })),
    };
  });
}

/** Rules for all resources: that each is known, field by field, and that there are no others. */
const general = /^(stack-|aws-(resource|keep)-|kubernetes-keep-complete$|kubernetes-.+-known-|modelkeep-)/;

/** Findings of such rules, which belong to other controls, for resources that a control's own rules evaluated. */
function doubtsAbout(own: readonly JudgedRule[], { findings }: Evidence): string[] {
  const special = own.filter(({ report }) => !general.test(report.name));
  const urns = new Set(special.flatMap(({ subjects }) => subjects.map(({ urn }) => urn)));
  const against = findings.filter(
    ({ rule, kind, enforcement, urn }) => general.test(rule) && kind === "violation" && enforcement === "mandatory" && urns.has(urn),
  );
  return [...new Set(against.map(({ rule, resource }) => `${rule} at ${resource}`))];
}

/** The distinct resources that some rules evaluated, counted by type. */
function resourcesOf(rules: readonly JudgedRule[]): ReportedControl["resources"] {
  const subjects = new Set(rules.flatMap((rule) => rule.subjects));
  const byType = Map.groupBy(subjects, ({ type }) => type);
  return [...byType].map(([type, all]) => ({ type, count: all.length })).sort((a, b) => (a.type < b.type ? -1 : 1));
}
