import { resolve } from "node:path";
import { Command, Option } from "commander";
import { diffSides } from "../../diff/diff.ts";
import { visible } from "../../diff/formats/visible.ts";
import { gateForms, parseGates } from "../../diff/gates/gate.ts";
import { gateVerdicts } from "../../diff/gates/verdict.ts";
import { maskText } from "../../diff/masking/mask-text.ts";
import type { Side } from "../../diff/model.ts";
import { readSides } from "../../diff/sides/read-side.ts";
import { PreviewError } from "../../engine/preview.ts";
import { findProject } from "../../engine/stack/project.ts";
import { catalogPrices, type Prices, withOverrides } from "../../planner/cost/prices.ts";
import { type DiffFormat, diffFormats, renderDiff, writeDiff } from "../diff/formats.ts";
import { dayOf } from "../evidence/day.ts";
import { complain, USAGE_ERROR } from "../guarded.ts";
import { readPolicyConfig } from "../policy-config.ts";
import { useCatalogOf } from "../project.ts";
import { stacksOption } from "../stack-choice.ts";
import { readJson } from "./input-file.ts";

const GATE_HIT = 1;
const HEAD_FAILED = 3;

interface Options {
  stack: string[];
  format: DiffFormat;
  out?: string;
  failOn?: string;
  date?: string;
  policyConfig?: string;
  prices?: string;
  basePrices?: string;
  cwd: string;
}

/** `modelkeep diff`: what a change does to the keep, for a pull request. */
export function diffVerb(): Command {
  return new Command("diff")
    .description("what a change does to the keep: resources, exposure, findings, money, versions; one line where it does nothing")
    .argument("<base>", "a branch, tag or commit, a folder with a Pulumi.yaml, or a file of `modelkeep preview --save`")
    .argument("<head>", "likewise")
    .addOption(stacksOption("stack to compare, may be given several times").default([], "every stack of either side"))
    .addOption(new Option("--format <format>", "what is printed").choices(diffFormats).default("terminal"))
    .option("-o, --out <dir>", "write diff.md, diff.html, diff.json and diff.sarif there besides, over files of these names")
    .option("--fail-on <gates>", `end with 1 where one of these is hit, with commas between them: ${gateForms.join(", ")}`)
    .option("--date <day>", "day by which waivers of both sides are judged, YYYY-MM-DD (default: today, in UTC)")
    .option("--policy-config <file>", "levels and settings of rules, as for pulumi preview --policy-pack-config")
    .option("--prices <file>", "JSON file of prices that take the place of the catalog's, on both sides")
    .option("--base-prices <file>", "the same for the base alone, where prices are what changed")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .action(async (base: string, head: string, options: Options) => {
      process.exitCode = await runDiff(base, head, options);
    });
}

/**
 * Compares, prints, and writes down where asked.
 *
 * @returns exit status: 0; 1 where a gate is hit; 2 where a side cannot be read or an option is wrong; 3 where a stack of the head cannot be
 *   previewed, which the report says with the program's message
 */
export async function runDiff(base: string, head: string, options: Options): Promise<number> {
  try {
    const gates = options.failOn === undefined ? [] : parseGates(options.failOn);
    const { today } = dayOf(options.date);
    const policyConfig = await readPolicyConfig(options.policyConfig);
    const root = await findProject(options.cwd);
    const prices = await sidedPrices(options, root);
    const stacks = options.stack.length > 0 ? { stacks: options.stack } : {};
    const sides = await readSides(root, base, head, stacks);
    refuseUnknown(options.stack, sides);
    const diff = await diffSides(...sides, { today, policyConfig, prices });
    const verdicts = gateVerdicts(diff, gates);
    if (options.out !== undefined) await writeDiff(resolve(options.cwd, options.out), diff, verdicts);
    process.stdout.write(renderDiff(options.format, diff, verdicts));
    if ([...sides[1].stacks.values()].some((stack) => "failed" in stack)) return HEAD_FAILED;
    return verdicts.some(({ hit }) => hit) ? GATE_HIT : 0;
  } catch (error) {
    const messages = error instanceof PreviewError ? error.messages : error instanceof RangeError ? [error.message] : undefined;
    if (messages === undefined) throw error;
    for (const message of messages) complain(shown(message));
    return USAGE_ERROR;
  }
}

/** What a program or a file says may hold a secret, and may be written to fool whoever reads it. */
const shown = (message: string) =>
  message
    .split("\n")
    .map((line) => visible(maskText(line)))
    .join("\n");

/** A file of prices may name what the project adds to the catalog; each side is reckoned by its own all the same. */
async function sidedPrices({ prices, basePrices, cwd }: Options, root: string): Promise<{ base: Prices; head: Prices }> {
  if (prices !== undefined || basePrices !== undefined) useCatalogOf(root);
  const of = async (file: string | undefined) =>
    file === undefined ? catalogPrices : withOverrides(catalogPrices, await readJson(resolve(cwd, file)), file);
  return { base: await of(basePrices ?? prices), head: await of(prices) };
}

/** A stack that neither side has would compare nothing, and pass every gate. */
function refuseUnknown(asked: readonly string[], sides: readonly Side[]): void {
  const known = new Set(sides.flatMap(({ stacks }) => [...stacks.keys()]));
  const unknown = asked.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new PreviewError([`--stack ${unknown.join(", ")}: neither side has such a stack`]);
  if (known.size === 0) throw new PreviewError(["neither side has a stack: there is no Pulumi.<stack>.yaml"]);
}
