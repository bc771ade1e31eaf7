import { resolve } from "node:path";
import { Command } from "commander";
import { buildReport } from "../../evidence/report/build-report.ts";
import { gather } from "../../evidence/report/gather.ts";
import type { Report, VerdictState } from "../../evidence/report/model/report.ts";
import { jsonReport } from "../../evidence/report/render/json.ts";
import { paintFor } from "../../terminal/paint.ts";
import { dayOf } from "../evidence/day.ts";
import { examinedStack, readState } from "../evidence/examined.ts";
import { writeReport } from "../evidence/files.ts";
import { guarded } from "../guarded.ts";
import { readPolicyConfig } from "../policy-config.ts";
import { openProject } from "../project.ts";
import { chooseStack, stackOption } from "../stack-choice.ts";
import { proofReport } from "../view/proof-report.ts";
import { verdictReport } from "../view/verdict-report.ts";
import { evidenceDiffVerb } from "./evidence-diff.ts";

/** Exit status by verdict: a pipeline may choose to go on over a shape, and never over what was rejected. */
const statuses: Readonly<Record<VerdictState, number>> = { accept: 0, "accept with waivers": 0, "shape only": 3, undecided: 1, reject: 1 };

interface Options {
  stack?: string;
  state?: string;
  out?: string;
  json?: boolean;
  date?: string;
  policyConfig?: string;
  cwd: string;
}

/** `modelkeep evidence`: what can be shown of a stack, or the path that refutes it; as a report for those who approve. */
export function evidenceVerb(): Command {
  return new Command("evidence")
    .description("show that a stack has no way in, no way out and no way around its front door, and what enforces each control")
    .addOption(stackOption("stack to examine"))
    .option("--state <file>", "what `pulumi stack export` printed: examine the deployed stack in place of a preview")
    .option("-o, --out <dir>", "write the report there: evidence.html, .md, .json and .sarif, over files of these names")
    .option("--json", "print the report as JSON")
    .option("--date <day>", "day by which waivers are judged, YYYY-MM-DD (default: today, in UTC)")
    .option("--policy-config <file>", "levels and settings of rules, as for pulumi preview --policy-pack-config")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .action(async (options: Options) => {
      process.exitCode = await runEvidence(options);
    })
    .addCommand(evidenceDiffVerb());
}

/**
 * Gathers the evidence, prints it, and writes it down where asked.
 *
 * @returns exit status: 0 where the stack can be approved, with its waivers or without; 1 where a proof is refuted or undecided, a mandatory
 *   violation is not waived, nothing is shown, or the program fails; 2 where there is no such project, stack, state, day or configuration;
 *   3 where it could be approved but for images or weights that are not said yet
 */
export async function runEvidence({ stack: asked, state, out, json = false, date, policyConfig, cwd }: Options): Promise<number> {
  return guarded(async () => {
    const day = dayOf(date);
    const root = await openProject(cwd);
    const { stack } = await chooseStack(root, asked);
    const config = await readPolicyConfig(policyConfig);
    const exported = state === undefined ? undefined : await readState(resolve(cwd, state));
    const report = buildReport(await gather({ ...(await examinedStack(root, stack, { exported })), ...day, config }));
    const files = out === undefined ? [] : await writeReport(resolve(cwd, out), report);
    process.stdout.write(json ? jsonReport(report) : text(report, out, files));
    return statuses[report.verdict.state];
  });
}

function text(report: Report, out: string | undefined, files: readonly string[]): string {
  const paint = paintFor(process.stdout);
  return `${proofReport(report, paint)}\n${verdictReport(report, paint)}${out === undefined ? "" : `\nWrote ${files.join(", ")} to ${out}\n`}`;
}
