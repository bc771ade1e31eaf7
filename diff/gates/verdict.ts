import { severities } from "../../policies/rule/rule.ts";
import type { CostChange } from "../cost/cost-change.ts";
import type { KeepDiff, StackDiff } from "../model.ts";
import { isGuarded } from "../resources/guarded.ts";
import type { Gate, WrittenGate } from "./gate.ts";

/** Result of a gate. */
export interface GateVerdict {
  /** As given. */
  gate: string;
  hit: boolean;
  /** Why it is hit, one line per stack and reason. */
  why: string[];
}

/**
 * Checks a comparison against gates. What cannot be compared hits every gate: a stack that cannot be
 * previewed, for example, or a missing price.
 */
export function gateVerdicts({ stacks }: KeepDiff, gates: readonly WrittenGate[]): GateVerdict[] {
  return gates.map(({ text, gate }) => {
    const why = stacks.flatMap((stack) => reasons(stack, gate).map((reason) => `${stack.stack}: ${reason}`));
    return { gate: text, hit: why.length > 0, why };
  });
}

function reasons(stack: StackDiff, gate: Gate): string[] {
  if (stack.state === "failed") return ["unknown, because it cannot be previewed"];
  switch (gate.kind) {
    case "exposure":
      // A change that is neither wider nor narrower may hide a wider one.
      return stack.exposure.filter(({ direction }) => direction !== "narrower").map(({ text }) => text);
    case "waiver":
      return stack.exposure.filter(({ kind, direction }) => kind === "waiver" && direction === "wider").map(({ text }) => text);
    case "advisory":
      return stack.versions.flatMap(({ name, brings }) => brings.map((id) => `${id} affects ${name}, or may`));
    case "policy":
      return stack.findings.added
        .filter(({ kind, severity }) => kind !== "waived" && severities.indexOf(severity) >= severities.indexOf(gate.least))
        .map(({ rule, severity, kind, resource }) => `${rule} (${severity}${kind === "undecided" ? ", undecided" : ""}) of ${resource}`);
    case "replace":
    case "delete":
      return stack.resources
        .filter((one) => one.operation === gate.kind && (!gate.guarded || isGuarded(one)))
        .map(({ type, name }) => `${gate.kind} of ${type} ${name}`);
    case "cost":
      return stack.cost ? costReasons(stack.cost, gate) : [];
    case "change":
      return stack.state === "unchanged" ? [] : [stack.state];
  }
}

function costReasons({ perMonth, perMonthAtMost, unknown }: CostChange, gate: Extract<Gate, { kind: "cost" }>): string[] {
  const known = [
    { what: "a month with minimum replicas", ...perMonth },
    { what: "a month with maximum replicas", ...perMonthAtMost },
  ];
  const over = known.filter(({ before = 0, after = 0 }) => exceeds(before, after, gate));
  if (over.length > 0)
    return over.map(({ what, before = 0, after = 0 }) => `${what} costs ${after.toFixed(2)} USD, up from ${before.toFixed(2)} USD`);
  return unknown.map((why) => `unknown: ${why}`);
}

/** In whole cents, because floating-point sums are not exact. */
function exceeds(before: number, after: number, gate: Extract<Gate, { kind: "cost" }>): boolean {
  const limit = "percent" in gate ? before * (1 + gate.percent / 100) : before + gate.usd;
  return Math.round(after * 100) > Math.round(limit * 100);
}
