import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Command } from "commander";
import { PreviewError } from "../../engine/preview.ts";
import { readStackConfig } from "../../engine/stack/config.ts";
import { findProject, readProject } from "../../engine/stack/project.ts";
import { defaultStack, listStacks } from "../../engine/stack/stacks.ts";
import { previewedInventory } from "../../evidence/input/from-preview.ts";
import { inventoryOfState } from "../../evidence/input/from-state.ts";
import { settingsClients } from "../../evidence/input/settings-clients.ts";
import { settingsIdentity } from "../../evidence/input/settings-identity.ts";
import { proveIdentity } from "../../evidence/proofs/identity.ts";
import { prove } from "../../evidence/proofs/prove.ts";
import { paintFor } from "../view/paint.ts";
import { proofReport } from "../view/proof-report.ts";

const USAGE_ERROR = 2;

interface Options {
  stack?: string;
  state?: string;
  json?: boolean;
  cwd: string;
}

/** `modelkeep evidence`: what can be proved of a stack, or the path that refutes it. */
export function evidenceVerb(): Command {
  return new Command("evidence")
    .description("prove that a stack has no way in, no way out and no way around its front door, or show the path")
    .option("-s, --stack <name>", "stack to examine (default: demo, or the only one)")
    .option("--state <file>", "what `pulumi stack export` printed: examine the deployed stack in place of a preview")
    .option("--json", "print the results as JSON")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE_ERROR))
    .action(async (options: Options) => {
      process.exitCode = await runEvidence(options);
    });
}

/**
 * Proves and prints.
 *
 * @returns exit status: 0 where everything is proved, 1 where something is refuted or undecided or the program fails, 2 where there is no such
 *   project, stack or state
 */
export async function runEvidence({ stack: asked, state, json = false, cwd }: Options): Promise<number> {
  let status = USAGE_ERROR;
  try {
    const root = await findProject(cwd);
    const stacks = await listStacks(root);
    const stack = asked ?? defaultStack(stacks);
    if (stack === undefined) throw new PreviewError([`name a stack with --stack: ${stacks.join(", ")}`]);
    const config = await readStackConfig(await readProject(root), stack);
    const exported = state === undefined ? undefined : await readState(resolve(cwd, state));
    status = 1;
    const inventory = exported === undefined ? await previewedInventory(root, stack) : inventoryOfState(exported);
    const results = [...prove(inventory, settingsClients(config)), ...(await proveIdentity(inventory, settingsIdentity(config)))];
    process.stdout.write(
      json ? `${JSON.stringify({ stack, proofs: results }, undefined, 2)}\n` : proofReport(stack, results, paintFor(process.stdout)),
    );
    return results.every((result) => result.status === "proved") ? 0 : 1;
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    for (const message of error.messages) process.stderr.write(`${paintFor(process.stderr)(["bold", "red"], "error:")} ${message}\n`);
    return status;
  }
}

async function readState(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch {
    throw new PreviewError([`there is no file ${path}; --state takes what \`pulumi stack export\` printed`]);
  }
}
