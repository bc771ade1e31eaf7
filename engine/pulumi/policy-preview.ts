import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { PreviewError } from "../preview.ts";
import type { Engine } from "./engine.ts";
import { diagnosticsOf } from "./event-log.ts";
import { programErrors } from "./preview-json.ts";
import { openWorkspace, said } from "./workspace.ts";

export interface PolicyPreviewOptions {
  engine: Engine;
  /** Folder of `Pulumi.yaml`. */
  root: string;
  stack: string;
  /** Folder of the policy pack, absolute. */
  policyPack: string;
  /** File with levels and settings of rules, absolute. */
  policyPackConfig?: string;
  /** Added to the environment of the CLI, its providers, the program and the pack. */
  env?: Record<string, string>;
}

/** One thing that a policy pack said, as the engine logs it. */
export interface PolicyEvent {
  policy: string;
  /** `mandatory` stops the deployment. */
  level: string;
  severity: string;
  urn: string;
  message: string;
}

export interface PolicyPreview {
  events: PolicyEvent[];
  /** Whether the engine refused the preview because of a mandatory policy. */
  refused: boolean;
}

/**
 * Previews a stack with the real Pulumi CLI and a policy pack, as `pulumi preview --policy-pack` does, without credentials.
 *
 * @throws PreviewError where the program, a provider or the pack itself fails
 */
export async function previewWithPolicies({
  engine,
  root,
  stack,
  policyPack,
  policyPackConfig,
  env = {},
}: PolicyPreviewOptions): Promise<PolicyPreview> {
  const workspace = await openWorkspace({ engine, root, stack, env: { MODELKEEP_PREVIEW_WITHOUT_CREDENTIALS: "1", ...env } });
  try {
    const log = join(workspace.folder, "events");
    const config = policyPackConfig === undefined ? [] : ["--policy-pack-config", policyPackConfig];
    const result = await workspace.run(["preview", "--policy-pack", policyPack, ...config, "--event-log", log], {
      env: { PULUMI_DEBUG_COMMANDS: "true" },
    });
    const text = await readFile(log, "utf8").catch(() => "");
    const events = policyEvents(text);
    const refused = result.code !== 0 && events.some(({ level }) => level === "mandatory");
    if (result.code !== 0 && !refused) {
      const messages = programErrors(diagnosticsOf(text));
      throw new PreviewError(messages.length > 0 ? messages : [said(result)]);
    }
    return { events, refused };
  } finally {
    await workspace.close();
  }
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
