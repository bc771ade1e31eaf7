import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Preview, PreviewError } from "../preview.ts";
import type { Engine } from "./engine.ts";
import { diagnosticsOf, stackOutputs } from "./event-log.ts";
import { programErrors, resourcesOf } from "./preview-json.ts";
import { openWorkspace, said } from "./workspace.ts";

export interface PulumiPreviewOptions {
  engine: Engine;
  /** Folder of `Pulumi.yaml`. */
  root: string;
  stack: string;
  /** Added to the environment of the CLI, its providers and the program. */
  env?: Record<string, string>;
}

/**
 * Previews a stack with the real Pulumi CLI and its providers, as if the stack did not exist yet: its state is a
 * temporary folder, and no file of the project is written.
 *
 * The program is told that no credentials are at hand, as in process; `env` can say otherwise.
 *
 * @throws PreviewError with the messages of the program, the providers or the CLI
 */
export async function previewWithPulumi({ engine, root, stack, env = {} }: PulumiPreviewOptions): Promise<Preview> {
  const started = performance.now();
  const workspace = await openWorkspace({ engine, root, stack, env: { MODELKEEP_PREVIEW_WITHOUT_CREDENTIALS: "1", ...env } });
  try {
    const log = join(workspace.folder, "events");
    // The log of events, which the Automation API reads as well, has what --json lacks: the outputs of the stack.
    const result = await workspace.run(["preview", "--json", "--show-reads", "--event-log", log], {
      env: { PULUMI_DEBUG_COMMANDS: "true" },
    });
    const events = await readFile(log, "utf8").catch(() => "");
    const diagnostics = diagnosticsOf(events);
    if (result.code !== 0) {
      const messages = programErrors(diagnostics);
      throw new PreviewError(messages.length > 0 ? messages : [said(result)]);
    }
    return {
      project: workspace.project,
      stack,
      resources: resourcesOf(result.stdout),
      outputs: stackOutputs(events),
      durationSeconds: (performance.now() - started) / 1000,
      diagnostics,
    };
  } finally {
    await workspace.close();
  }
}
