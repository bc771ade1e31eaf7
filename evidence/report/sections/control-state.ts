import { type ControlState, controlStates } from "../model/control.ts";
import type { ReportedProof } from "../model/proof.ts";
import type { ReportedRule } from "../model/rule.ts";

/** A state and why. */
export interface Stated {
  state: ControlState;
  reason: string;
}

/** What of a control is missing, whether it asks anything of the stack at all, and what general rules have against its resources. */
export interface Parts {
  missing: readonly string[];
  asked: boolean;
  doubted: readonly string[];
}

const whole: Parts = { missing: [], asked: true, doubted: [] };

const plural = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
const named = (things: readonly { name: string }[]) => things.map(({ name }) => name).join(", ");

/**
 * How a control stands, from its rules and proofs alone: nothing says of a control that it is enforced but a mandatory rule that had
 * something to judge, or a proof, and every one of them has to hold; and all that the control asks for has to be there.
 */
export function controlState(rules: readonly ReportedRule[], proofs: readonly ReportedProof[], parts: Parts = whole): Stated {
  const { state, reason } = byRulesAndProofs(rules, proofs);
  if (state !== "broken" && parts.doubted.length > 0)
    return { state: "broken", reason: `what it is about does not hold: ${parts.doubted.join(", ")}` };
  if (state === "broken" || state === "not covered") return { state, reason };
  if (!parts.asked) return { state: "not covered", reason: "this stack has nothing of what it asks for" };
  if (parts.missing.length > 0)
    return { state: "partly", reason: [`not here: ${parts.missing.join("; ")}`, ...(state === "partly" ? [reason] : [])].join("; ") };
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
  if (of("advised").length > 0) return { state: "partly", reason: `advice is not followed: ${named(of("advised"))}` };
  if (!applied.some(({ enforcement }) => enforcement === "mandatory") && proofs.length === 0)
    return { state: "partly", reason: `stated by advisory rules alone, which stop nothing: ${named(applied)}` };
  if (of("waived").length > 0) return { state: "waived", reason: `holds but for what is waived: ${named(of("waived"))}` };
  return { state: "enforced", reason: [held(applied.length, "rule"), held(proofs.length, "proof")].filter(Boolean).join(", ") };
}

const uncovered = (rules: number) =>
  rules === 0
    ? "no rule of the pack and no proof stands for it"
    : `${plural(rules, "rule")} of the pack stand${rules === 1 ? "s" : ""} for it, but this stack has nothing that they judge`;

const held = (n: number, what: string) => (n === 0 ? "" : `${plural(n, what)} hold${n === 1 ? "s" : ""}`);

/** The worst of some states; where there is none nothing is covered. */
export const worst = (states: readonly ControlState[]): ControlState =>
  controlStates.find((state) => states.includes(state)) ?? "not covered";
