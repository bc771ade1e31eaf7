import { severities } from "../../policies/rule/rule.ts";
import type { CostChange } from "../cost/cost-change.ts";
import type { KeepDiff, StackDiff } from "../model.ts";
import { isGuarded } from "../resources/guarded.ts";
import type { Gate, WrittenGate } from "./gate.ts";

/** How a gate went. */
export interface GateVerdict {
  /** As it was written. */
  gate: string;
  hit: boolean;
  /** Why it is hit, one line for each stack and reason. */
  why: string[];
}

/**
 * Holds a comparison to gates. What cannot be compared hits every gate: a stack that cannot be previewed, for example, or a cost without a price.
 */
export function gateVerdicts({ stacks }: KeepDiff, gates: readonly WrittenGate[]): GateVerdict[] {
  return gates.map(({ text, gate }) => {
    const why = stacks.flatMap((stack) => reasons(stack, gate).map((reason) => `${stack.stack}: ${reason}`));
    return { gate: text, hit: why.length > 0, why };
  });
}

function reasons(stack: StackDiff, gate: Gate): string[] {
  if (stack.state === "failed") return ["cannot be said, since it cannot be previewed"];
  switch (gate.kind) {
    case "exposure":
      // What is neither wider nor narrower may hide something wider.
      return stack.exposure.filter(({ direction }) => direction !== "narrower").map(({ text }) => text);
    case "waiver":
      return stack.exposure.filter(({ kind, direction }) => kind === "waiver" && direction === "wider").map(({ text }) => text);
    case "advisory":
      return stack.versions.flatMap(({ name, brings }) => brings.map((id) => `${id} concerns ${name}, or may`));
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
    { what: "a month with the least replicas", ...perMonth },
    { what: "a month with the most replicas", ...perMonthAtMost },
  ];
  const over = known.filter(({ before = 0, after = 0 }) => exceeds(before, after, gate));
  if (over.length > 0)
    return over.map(({ what, before = 0, after = 0 }) => `${what} costs ${after.toFixed(2)} USD, and cost ${before.toFixed(2)} USD before`);
  return unknown.map((why) => `cannot be said: ${why}`);
}

/** In whole cents, since sums of fractions are not exact. */
function exceeds(before: number, after: number, gate: Extract<Gate, { kind: "cost" }>): boolean {
  const limit = "percent" in gate ? before * (1 + gate.percent / 100) : before + gate.usd;
  return Math.round(after * 100) > Math.round(limit * 100);
}
