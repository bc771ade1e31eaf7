import type { Enforcement, Severity } from "../rule/rule.ts";
import type { Waiver } from "../waivers/waiver.ts";

/** The finding of one rule on one resource, as it is printed and exported. */
export interface Finding {
  rule: string;
  severity: Severity;
  /** A mandatory violation stops the deployment; what is undecided or waived is advisory. */
  enforcement: Enforcement;
  kind: "violation" | "undecided" | "waived";
  urn: string;
  /** Name of the resource. */
  resource: string;
  /** Property, for example `vpcConfig.endpointPublicAccess`. */
  path: string;
  /** One sentence: what is wrong, and what is accepted. */
  message: string;
  /** Properties whose values are unknown, of an undecided finding. */
  because?: readonly string[];
  /** The waiver that holds, of a waived finding. */
  waiver?: Waiver;
}

/** Whether findings stop a deployment. */
export function stops(findings: readonly Finding[]): boolean {
  return findings.some(({ kind, enforcement }) => kind === "violation" && enforcement === "mandatory");
}

/** A finding as one line, without its resource: both engines print the same. */
export function sentence({ kind, path, message, because, waiver }: Finding): string {
  const said = path === "" ? message : `${path}: ${message}`;
  switch (kind) {
    case "violation":
      return said;
    case "undecided":
      return `cannot be decided before the resource exists, because ${[...new Set(because)].join(", ")} is unknown: ${said}`;
    case "waived":
      return `waived until ${waiver?.expires} by ${waiver?.owner} (${waiver?.reason}): ${said}`;
  }
}
