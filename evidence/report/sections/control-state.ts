import { type ControlState, controlStates } from "../model/control.ts";
import type { ReportedProof } from "../model/proof.ts";
import type { ReportedRule } from "../model/rule.ts";

/** A state with its reason. */
export interface Stated {
  state: ControlState;
  reason: string;
}

/** Missing parts of a control, whether it applies to the stack, and findings of general rules for its resources. */
export interface Parts {
  missing: readonly string[];
  asked: boolean;
  doubted: readonly string[];
}

const whole: Parts = { missing: [], asked: true, doubted: [] };

const plural = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
const named = (things: readonly { name: string }[]) => things.map(({ name }) => name).join(", ");

/**
 * The state of a control, from its rules and proofs only: it is enforced only if a mandatory rule had something to evaluate, or
 * there is a proof, and all of them hold; and all requirements must be present.
 */
export function controlState(rules: readonly ReportedRule[], proofs: readonly ReportedProof[], parts: Parts = whole): Stated {
  const { state, reason } = byRulesAndProofs(rules, proofs);
  if (state !== "broken" && parts.doubted.length > 0)
    return { state: "broken", reason: `findings for its resources: ${parts.doubted.join(", ")}` };
  if (state === "broken" || state === "not covered") return { state, reason };
  if (!parts.asked) return { state: "not covered", reason: "not applicable to this stack" };
  if (parts.missing.length > 0)
    return { state: "partly", reason: [`missing: ${parts.missing.join("; ")}`, ...(state === "partly" ? [reason] : [])].join("; ") };
  return { state, reason };
}

function byRulesAndProofs(rules: readonly ReportedRule[], proofs: readonly ReportedProof[]): Stated {
  const of = (outcome: ReportedRule["outcome"]) => rules.filter((rule) => rule.outcome === outcome);
  const by = (status: ReportedProof["status"]) => proofs.filter((proof) => proof.status === status).map(({ id }) => ({ name: id }));
  const broken = [...by("refuted"), ...of("broken")];
  if (broken.length > 0) return { state: "broken", reason: `does not hold: ${named(broken)}` };
  const applied = rules.filter(({ outcome }) => outcome !== "nothing to judge");
  if (applied.length === 0 && proofs.length === 0) return { state: "not covered", reason: uncovered(rules.length) };
  const undecided = [...by("undecided"), ...of("undecided")];
  if (undecided.length > 0) return { state: "partly", reason: `cannot be decided before the resources exist: ${named(undecided)}` };
  if (of("advised").length > 0) return { state: "partly", reason: `advisory rules do not hold: ${named(of("advised"))}` };
  if (!applied.some(({ enforcement }) => enforcement === "mandatory") && proofs.length === 0)
    return { state: "partly", reason: `covered only by advisory rules, which block nothing: ${named(applied)}` };
  if (of("waived").length > 0) return { state: "waived", reason: `holds except for waived findings: ${named(of("waived"))}` };
  return { state: "enforced", reason: [held(applied.length, "rule"), held(proofs.length, "proof")].filter(Boolean).join(", ") };
}

const uncovered = (rules: number) =>
  rules === 0
    ? "no rule of the pack and no proof covers it"
    : `${plural(rules, "rule")} of the pack cover${rules === 1 ? "s" : ""} it, but this stack has nothing to evaluate`;

const held = (n: number, what: string) => (n === 0 ? "" : `${plural(n, what)} hold${n === 1 ? "s" : ""}`);

/** The worst of some states; without any, `not covered`. */
export const worst = (states: readonly ControlState[]): ControlState =>
  controlStates.find((state) => states.includes(state)) ?? "not covered";
