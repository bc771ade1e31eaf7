import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { PreviewError } from "../../engine/preview.ts";
import { findProject } from "../../engine/stack/project.ts";
import type { Change } from "../../evidence/changes/change.ts";
import { diffReports } from "../../evidence/changes/diff.ts";
import { readReport } from "../../evidence/changes/read-report.ts";
import { buildReport } from "../../evidence/report/build-report.ts";
import { gather } from "../../evidence/report/gather.ts";
import type { Report } from "../../evidence/report/model/report.ts";
import { paintFor } from "../../terminal/paint.ts";
import { dayOf } from "../evidence/day.ts";
import { stackAt } from "../evidence/git-stack.ts";
import { complain, USAGE_ERROR } from "../guarded.ts";
import { chooseStack, stackOption } from "../stack-choice.ts";
import { changeReport } from "../view/change-report.ts";

const gates = ["never", "wider", "any"] as const;

interface Options {
  stack?: string;
  json?: boolean;
  failOn: (typeof gates)[number];
  date?: string;
  cwd: string;
}

/** `modelkeep evidence diff`: what changed for security between two reports or commits. */
export function evidenceDiffVerb(): Command {
  return new Command("diff")
    .description("security-relevant changes: paths, ports, policies, principals, rules, waivers, proofs; prints nothing if there are none")
    .argument("<before>", "evidence.json written by `modelkeep evidence --out`, or a commit")
    .argument("<after>", "likewise")
    .addOption(stackOption("stack to compare, for commits"))
    .option("--json", "print the changes as JSON")
    .addOption(
      new Option("--fail-on <changes>", "exit with 1 if something got wider, or if anything changed").choices(gates).default("never"),
    )
    .option("--date <day>", "date at which waivers are evaluated, for commits (default: today, in UTC)")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .action(async (before: string, after: string, _own: unknown, command: Command) => {
      process.exitCode = await runEvidenceDiff(before, after, command.optsWithGlobals<Options>());
    });
}

/**
 * Compares and prints.
 *
 * @returns exit status: 0; 1 where `failOn` matches a change; 2 where a report cannot be read or made
 */
export async function runEvidenceDiff(before: string, after: string, options: Options): Promise<number> {
  try {
    const [old, now] = [await reportOf(before, options), await reportOf(after, options)];
    const changes = await diffReports(old, now);
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify({ before, after, changes }, undefined, 2)}\n`
        : changeReport(changes, paintFor(process.stdout)),
    );
    return stops(changes, options.failOn) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    error.messages.forEach(complain);
    return USAGE_ERROR;
  }
}

function stops(changes: readonly Change[], failOn: Options["failOn"]): boolean {
  if (failOn === "any") return changes.length > 0;
  // A change that is neither wider nor narrower may hide a wider one.
  return failOn === "wider" && changes.some(({ direction }) => direction !== "narrower");
}

async function reportOf(name: string, { stack: asked, date, cwd }: Options): Promise<Report> {
  const file = resolve(cwd, name);
  if (existsSync(file) && statSync(file).isFile()) return readReport(name, readFileSync(file, "utf8"));
  const root = await findProject(cwd);
  const { stack } = asked === undefined ? await chooseStack(root, undefined) : { stack: asked };
  return buildReport(await gather({ ...(await stackAt(root, stack, name)), ...dayOf(date) }));
}
