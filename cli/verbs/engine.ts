import { isAbsolute, join, resolve } from "node:path";
import { Command, Option } from "commander";
import { isPackage } from "../../engine/packaged.ts";
import { buildEngine, PARTS, type Part, PREVIEW_PARTS } from "../../engine/pulumi/build.ts";
import { type Candidate, EngineError, findEngines, noEngine } from "../../engine/pulumi/find.ts";
import { type EngineVersions, engineVersions } from "../../engine/pulumi/versions.ts";
import { paintFor } from "../../terminal/paint.ts";

/** The project; a clone is a project itself. */
const ROOT = isPackage ? process.cwd() : join(import.meta.dirname, "..", "..");

/** A place where an engine was looked for, with the versions that the engine reports. */
type Found = Candidate & { versions?: EngineVersions; broken?: string };

/** `modelkeep engine`: which Pulumi engine the tests and the comparison use, and how to build one. */
export function engineVerb(): Command {
  const verb = new Command("engine")
    .description(`show which real Pulumi engine is found (MODELKEEP_ENGINE, .engine/, PATH, npm)${isPackage ? "" : ", or build one"}`)
    .option("--json", "print what was found as JSON")
    .action(async ({ json = false }: { json?: boolean }) => {
      process.exitCode = await guarded(() => report(json));
    });
  // The build tools are not part of the package.
  return isPackage ? verb : verb.addCommand(buildVerb());
}

function buildVerb(): Command {
  return new Command("build")
    .description("build the engine from Go modules; needs Go 1.26.3 and python3")
    .addOption(
      new Option("--part <part...>", "parts to build (default: those that a preview needs)")
        .choices(["all", ...Object.keys(PARTS)])
        .default(PREVIEW_PARTS),
    )
    .option("--out <dir>", "folder to build into", ".engine")
    .action(async ({ part, out }: { part: (Part | "all")[]; out: string }) => {
      const parts = (Object.keys(PARTS) as Part[]).filter((name) => part.includes("all") || part.includes(name));
      process.exitCode = await guarded(() => build(parts, isAbsolute(out) ? out : resolve(ROOT, out)));
    });
}

/** @throws EngineError when there is no engine */
async function report(json: boolean): Promise<number> {
  const found = await Promise.all((await findEngines({ root: ROOT, env: process.env })).map(describe));
  const chosen = found.find((candidate) => "engine" in candidate);
  if (json) process.stdout.write(`${JSON.stringify({ chosen: chosen?.source ?? null, candidates: found }, undefined, 2)}\n`);
  else if (chosen) process.stdout.write(found.map((candidate) => `${lines(candidate, candidate === chosen).join("\n")}\n`).join(""));
  if (!chosen) throw new EngineError(noEngine(found));
  return 0;
}

async function describe(candidate: Candidate): Promise<Found> {
  if (!("engine" in candidate)) return candidate;
  try {
    return { ...candidate, versions: await engineVersions(candidate.engine, ROOT, process.env) };
  } catch (error) {
    return { ...candidate, broken: error instanceof Error ? error.message : String(error) };
  }
}

function lines(candidate: Found, chosen: boolean): string[] {
  const paint = paintFor(process.stdout);
  const name = candidate.source.padEnd(18);
  if (!("engine" in candidate)) return [`  ${name}${paint("dim", candidate.missing)}`];
  const head = `${chosen ? paint("green", "*") : " "} ${paint("bold", name)}${candidate.engine.cli}`;
  if (candidate.broken !== undefined) return [head, `    ${paint("red", "does not run:")} ${candidate.broken.trim()}`];
  const versions = candidate.versions!;
  return [
    head,
    `    Pulumi CLI ${versions.cli}`,
    ...versions.plugins.map(({ name, pinned, installed, matches }) => {
      if (matches) return `    plugin ${name} ${pinned}, as package.json pins it`;
      const instead = installed.length > 0 ? `found ${installed.join(", ")}` : "none is installed";
      const remedy = candidate.engine.complete
        ? `build it: modelkeep engine build --part ${name}`
        : "the CLI downloads it at the first preview";
      return `    plugin ${name} ${paint("yellow", "missing")}: package.json pins ${pinned}, ${instead}; ${remedy}`;
    }),
  ];
}

async function build(parts: readonly Part[], out: string): Promise<number> {
  const minutes = parts.reduce((sum, part) => sum + PARTS[part], 0);
  process.stdout.write(
    `Building ${parts.join(", ")} into ${out}: about ${minutes} minutes on two cores from scratch; log: ${join(out, "build.log")}\n`,
  );
  const ticker = new Ticker();
  try {
    await buildEngine({
      root: ROOT,
      out,
      parts,
      onStart: (part) => ticker.start(part),
      onDone: (part, seconds) => ticker.done(part, seconds),
    });
  } finally {
    ticker.stop();
  }
  process.stdout.write(`Built. To use it in this shell: . ${join(out, "env")}\n`);
  return 0;
}

/** Shows how long a part has been building: in place on a terminal, otherwise as one line per minute. */
class Ticker {
  #timer: NodeJS.Timeout | undefined;

  start(part: Part): void {
    const started = performance.now();
    const elapsed = () => clock((performance.now() - started) / 1000);
    const terminal = process.stdout.isTTY;
    if (!terminal) process.stdout.write(`${part.padEnd(14)} started\n`);
    const show = () => process.stdout.write(terminal ? `\r${part.padEnd(14)} ${elapsed()} ` : `${part.padEnd(14)} ${elapsed()} ...\n`);
    this.#timer = setInterval(show, terminal ? 1000 : 60_000);
  }

  done(part: Part, seconds: number): void {
    this.stop();
    process.stdout.write(`${process.stdout.isTTY ? "\r" : ""}${part.padEnd(14)} ${clock(seconds)} done\n`);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** Seconds as minutes and seconds, `7:05`. */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Prints an error that a user can fix as a message instead of a stack trace. */
async function guarded(action: () => Promise<number>): Promise<number> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    process.stderr.write(`${paintFor(process.stderr)(["bold", "red"], "error:")} ${error.message}\n`);
    return 1;
  }
}
