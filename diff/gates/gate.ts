import { closest } from "fastest-levenshtein";
import { UsageError } from "../../engine/preview.ts";
import { type Severity, severities } from "../../policies/rule/rule.ts";

/** A condition under which a comparison exits with 1. */
export type Gate =
  | { kind: "exposure" | "waiver" | "advisory" | "change" }
  /** A new violation of at least this severity. */
  | { kind: "policy"; least: Severity }
  /** An increase of the monthly cost by more than `percent`, or more than `usd`. */
  | { kind: "cost"; percent: number }
  | { kind: "cost"; usd: number }
  | { kind: "replace" | "delete"; guarded: boolean };

/** The gate as given. */
export interface WrittenGate {
  text: string;
  gate: Gate;
}

/** Forms of gates, for messages and help. */
export const gateForms = [
  "exposure",
  "policy",
  ...severities.map((severity) => `policy:${severity}`),
  "cost:+20%",
  "cost:+500USD",
  "replace",
  "replace:protected",
  "delete",
  "delete:protected",
  "waiver",
  "advisory",
  "change",
] as const;

/**
 * Reads `exposure,policy:high,cost:+20%`.
 * @throws UsageError that names the invalid gate, and the accepted ones
 */
export function parseGates(text: string): WrittenGate[] {
  return text.split(",").map((part) => {
    const gate = gateOf(part.trim());
    if (gate === undefined) throw new UsageError([refusal(part.trim())]);
    return { text: part.trim(), gate };
  });
}

function gateOf(text: string): Gate | undefined {
  switch (text) {
    case "exposure":
    case "waiver":
    case "advisory":
    case "change":
      return { kind: text };
    case "policy":
      return { kind: "policy", least: "low" };
    case "replace":
    case "delete":
      return { kind: text, guarded: false };
    case "replace:protected":
    case "delete:protected":
      return { kind: text === "replace:protected" ? "replace" : "delete", guarded: true };
  }
  const least = severities.find((severity) => text === `policy:${severity}`);
  if (least !== undefined) return { kind: "policy", least };
  const [, number, unit] = /^cost:\+(\d{1,9}(?:\.\d{1,4})?)(%|USD)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  return unit === "%" ? { kind: "cost", percent: Number(number) } : { kind: "cost", usd: Number(number) };
}

function refusal(text: string): string {
  const near = text === "" ? undefined : closest(text, gateForms);
  const meant = near !== undefined && near[0] === text[0] ? `; did you mean ${near}?` : "";
  const accepted = `accepted, comma-separated: ${gateForms.join(", ")}; a cost limit is any non-negative number`;
  return `--fail-on: "${text}" is not a gate${meant}\n${accepted}`;
}
