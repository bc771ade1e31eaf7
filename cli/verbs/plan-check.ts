import { Command } from "commander";
import { knownGpus } from "../../catalog/gpus.ts";
import { compare } from "../../planner/check/compare.ts";
import { findShape } from "../../planner/check/find-shape.ts";
import { matchGpu } from "../../planner/check/gpu-name.ts";
import { percentilesOf } from "../../planner/check/percentiles.ts";
import type { LogHints } from "../../planner/check/read-log.ts";
import { countVerdicts } from "../../planner/check/verdict.ts";
import { paintFor } from "../../terminal/paint.ts";
import { guarded } from "../guarded.ts";
import { openProjectIfAny } from "../project.ts";
import { checkReport } from "../view/check-report.ts";
import { readConfigFile } from "./config-file.ts";
import { readStarts } from "./start-up-files.ts";

const USAGE_ERROR = 2;

interface Options {
  json?: boolean;
  gpu?: string;
  gpuMemory?: string;
  model?: string;
  config?: string;
}

/** `modelkeep plan check`: compares the planner with start-up logs. */
export function planCheckVerb(): Command {
  return new Command("check")
    .description("compare the planner with vLLM start-up logs, or a CSV of them: predicted and observed values")
    .argument(
      "<file...>",
      "start-up logs of vLLM, or CSV files with the columns id, model, gpu_total_gib, tp, kv_gib, tokens ..., or folders of them",
    )
    .option("--json", "print every prediction as JSON")
    .option("--gpu <name>", "GPU of the logs, if they do not print its memory, for example H100")
    .option("--gpu-memory <gib>", "memory of one GPU as vLLM sees it, in GiB")
    .option("--model <name>", "model of the logs, if they name a folder")
    .option("--config <file>", "config.json of the model of the logs, if it is not in the catalog")
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE_ERROR))
    .action(async (files: string[], options: Options) => {
      process.exitCode = await guarded(async () => {
        await openProjectIfAny(process.cwd());
        return runPlanCheck(files, options);
      });
    });
}

/**
 * Compares and prints. A file that cannot be read is reported and skipped.
 * @returns exit status: 0, or 2 where a file could not be read as logs
 */
export async function runPlanCheck(files: string[], options: Options): Promise<number> {
  try {
    const hints = hintsOf(options);
    const shape = options.config === undefined ? undefined : await readConfigFile(options.config);
    const shapes = (...names: string[]) => (shape ? { shape, repository: options.config ?? "", inferred: "" } : findShape(...names));
    const { starts, errors } = await readStarts(files, hints);
    const comparisons = starts.map((start) => compare(start, shapes));
    const fit = countVerdicts(comparisons.map((comparison) => comparison.fit));
    if (options.json)
      process.stdout.write(
        `${JSON.stringify({ cases: comparisons, percentiles: percentilesOf(comparisons), fit, errors }, undefined, 2)}\n`,
      );
    else if (comparisons.length > 0) process.stdout.write(checkReport(comparisons, paintFor(process.stdout)));
    errors.forEach(complain);
    return errors.length === 0 ? 0 : USAGE_ERROR;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    complain(error.message);
    return USAGE_ERROR;
  }
}

const complain = (message: string) => process.stderr.write(`${paintFor(process.stderr)(["bold", "red"], "error:")} ${message}\n`);

function hintsOf({ gpu, gpuMemory, model }: Options): LogHints {
  const name = gpu === undefined ? undefined : matchGpu(gpu);
  if (gpu !== undefined && name === undefined)
    throw new RangeError(
      `no GPU "${gpu}" in the catalog; accepted: ${knownGpus()
        .map((known) => known.name)
        .join(", ")}`,
    );
  const gpuGiB = gpuMemory === undefined ? undefined : Number(gpuMemory);
  if (gpuGiB !== undefined && !(gpuGiB > 0)) throw new RangeError(`--gpu-memory is "${gpuMemory}"; accepted: a number of GiB above 0`);
  return { gpu: name, gpuGiB, model };
}
