import { stripVTControlCharacters } from "node:util";

/** A policy pack that judges a preview. */
export interface PolicyPack {
  /** Absolute. */
  folder: string;
  /** File with levels and settings of rules, absolute. */
  config?: string;
}

/** The CLI pairs packs and configurations by their order: where one pack has a configuration, each of a preview needs one. */
export const packArguments = ({ folder, config }: PolicyPack): string[] => [
  "--policy-pack",
  folder,
  ...(config === undefined ? [] : ["--policy-pack-config", config]),
];

/** One thing that a policy pack said, as the engine logs it. */
export interface PolicyEvent {
  policy: string;
  /** `mandatory` stops the deployment. */
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

/** @param log a file of `--event-log`: one JSON object a line */
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
