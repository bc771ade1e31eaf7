import { parse } from "yaml";
import { UsageError } from "../../engine/preview.ts";
import { keepSettings } from "../../evidence/input/settings-keep.ts";
import { parseKeep } from "../../infra/settings/parse.ts";
import { problemText } from "../../infra/settings/problem.ts";
import { SettingsError } from "../../infra/settings/settings-error.ts";

/**
 * Checks a stack file before it is written, as a preview does: image digests may still be placeholders.
 * @throws UsageError with a line for each problem
 */
export function checkStackText(text: string, stack: string, now = new Date()): void {
  try {
    const { config } = parse(text) as { config: Record<string, unknown> };
    parseKeep(config[keepSettings], { stack, now, draft: true });
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new UsageError(error.problems.map((problem) => `${problemText(problem)}; nothing was written`));
  }
}
