import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Preview, PreviewError } from "../preview.ts";
import type { Engine } from "./engine.ts";
import { diagnosticsOf, stackOutputs } from "./event-log.ts";
import { type PolicyEvent, type PolicyPack, packArguments, policyEvents } from "./policy-events.ts";
import { programErrors, resourcesOf } from "./preview-json.ts";
import { openWorkspace, said } from "./workspace.ts";

export interface PulumiPreviewOptions {
  engine: Engine;
  /** Folder of `Pulumi.yaml`. */
  root: string;
  stack: string;
  /** Added to the environment of the CLI, its providers, the program and the packs. */
  env?: Record<string, string>;
}

/** A preview with the results of policy packs. */
export interface JudgedPreview {
  preview: Preview;
  events: PolicyEvent[];
  /** Whether the engine refused the preview because of a mandatory policy. */
  refused: boolean;
}

/**
 * Previews a stack with the real Pulumi CLI and its providers, as if the stack did not exist yet: its state is a
 * temporary folder, and no file of the project is written.
 *
 * The program is told that there are no credentials, as in process, unless `env` overrides this.
 *
 * @throws PreviewError with the messages of the program, the providers or the CLI
 */
export async function previewWithPulumi(options: PulumiPreviewOptions): Promise<Preview> {
  return (await previewWithPolicies({ ...options, policyPacks: [] })).preview;
}

/**
 * {@link previewWithPulumi} with policy packs, as `pulumi preview --policy-pack` does.
 *
 * @throws PreviewError where the program, a provider or a pack itself fails; not where a policy refuses the stack
 */
export async function previewWithPolicies({
  engine,
  root,
  stack,
  env = {},
  policyPacks,
}: PulumiPreviewOptions & { policyPacks: readonly PolicyPack[] }): Promise<JudgedPreview> {
  const started = performance.now();
  const workspace = await openWorkspace({ engine, root, stack, env: { MODELKEEP_PREVIEW_WITHOUT_CREDENTIALS: "1", ...env } });
  try {
    const log = join(workspace.folder, "events");
    // The event log, which the Automation API reads as well, has what --json lacks: the outputs of the stack, and policy results.
    const command = ["preview", "--json", "--show-reads", ...policyPacks.flatMap(packArguments), "--event-log", log];
    const result = await workspace.run(command, { env: { PULUMI_DEBUG_COMMANDS: "true" } });
    const text = await readFile(log, "utf8").catch(() => "");
    const diagnostics = diagnosticsOf(text);
    const events = policyEvents(text);
    const refused = result.code !== 0 && events.some(({ level }) => level === "mandatory");
    if (result.code !== 0 && !refused) {
      const messages = programErrors(diagnostics);
      throw new PreviewError(messages.length > 0 ? messages : [said(result)]);
    }
    const preview = {
      project: workspace.project,
      stack,
      resources: resourcesOf(result.stdout),
      outputs: stackOutputs(text),
      durationSeconds: (performance.now() - started) / 1000,
      diagnostics,
    };
    return { preview, events, refused };
  } finally {
    await workspace.close();
  }
}
