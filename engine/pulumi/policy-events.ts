import { stripVTControlCharacters } from "node:util";

/** A policy pack to evaluate a preview with. */
export interface PolicyPack {
  /** Absolute. */
  folder: string;
  /** File with levels and settings of rules, absolute. */
  config?: string;
}

/** The CLI matches packs and configurations by position: if one pack has a configuration, all packs of a preview need one. */
export const packArguments = ({ folder, config }: PolicyPack): string[] => [
  "--policy-pack",
  folder,
  ...(config === undefined ? [] : ["--policy-pack-config", config]),
];

/** A result of a policy pack, as the engine logs it. */
export interface PolicyEvent {
  policy: string;
  /** `mandatory` blocks the deployment. */
  level: string;
  severity: string;
  urn: string;
  message: string;
}

/** `apitype.PolicyEvent` of pulumi/pulumi, the fields read here. */
interface RawPolicyEvent {
  policyName: string;
  enforcementLevel: string;
  severity?: string;
  resourceUrn?: string;
  message: string;
}

/** @param log a file of `--event-log`: one JSON object per line */
export function policyEvents(log: string): PolicyEvent[] {
  return log
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => (JSON.parse(line) as { policyEvent?: RawPolicyEvent }).policyEvent ?? [])
    .map(({ policyName, enforcementLevel, severity = "", resourceUrn = "", message }) => ({
      policy: policyName,
      level: enforcementLevel,
      severity,
      urn: resourceUrn,
      message: stripVTControlCharacters(message)
        .replaceAll(/<\{%[a-z]+%\}>/g, "")
        .trim(),
    }));
}
