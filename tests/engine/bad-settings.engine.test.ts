import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Engine } from "../../engine/pulumi/engine.ts";
import { findEngine } from "../../engine/pulumi/find.ts";
import { openWorkspace } from "../../engine/pulumi/workspace.ts";
import { type BadSettings, badSettings, fewBadSettings } from "../infra/settings/bad-settings.ts";
import { everything } from "../support/everything.ts";
import { variantFolder } from "../support/variant-folder.ts";

const root = resolve(import.meta.dirname, "../..");

/** What a person sees of one try, and what the engine had registered by then besides the stack itself. */
interface Outcome {
  code: number | null;
  said: string;
  registered: string[];
}

/** Resource types in the JSON of either engine's preview; the stack itself stands for the try, not for something created. */
function typesIn(json: string): string[] {
  return [...json.matchAll(/"type": "([\w-]+:[\w/.-]+:\w+)"/g)]
    .map(([, type]) => type ?? "")
    .filter((type) => type !== "pulumi:pulumi:Stack");
}

/** `modelkeep preview`, as a person runs it. */
async function inProcess(folder: string, stack: string): Promise<Outcome> {
  const child = spawn(process.execPath, [join(root, "cli/main.ts"), "preview", "--json", "--stack", stack, "--cwd", folder], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].on("data", (chunk) => {
      text[name] += chunk;
    });
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, said: text.stderr, registered: typesIn(text.stdout) };
}

/** `pulumi preview`, on state of its own. */
async function byPulumi(engine: Engine, folder: string, stack: string): Promise<Outcome> {
  const workspace = await openWorkspace({ engine, root: folder, stack, env: { MODELKEEP_PREVIEW_WITHOUT_CREDENTIALS: "1" } });
  try {
    const { code, stdout, stderr } = await workspace.run(["preview", "--json"]);
    // The CLI puts the program's message into its JSON, escaped.
    const text = stdout.replaceAll(/\\u(\w{4})|\\(["n])/g, (_, hex, plain) =>
      hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : plain === "n" ? "\n" : plain,
    );
    return { code, said: `${stderr}\n${text}`, registered: typesIn(stdout) };
  } finally {
    await workspace.close();
  }
}

function holds({ path, message }: BadSettings, { code, said, registered }: Outcome): void {
  expect(code).not.toBe(0);
  expect(code).not.toBeNull();
  const line = said.split("\n").find((text) => text.trimStart().startsWith(`${path}: `));
  expect(line, said).toMatch(message);
  expect(said).toContain("nothing was created");
  expect(said).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(registered).toEqual([]);
}

/** Strings in quotes: an instant without them reaches the program as a time, which is a mistake of its own. */
const stackFileOf = (raw: unknown) =>
  stringify({ config: { "pulumi:disable-default-providers": ["aws"], "modelkeep:keep": raw } }, { defaultStringType: "QUOTE_DOUBLE" });

let engine: Engine;
beforeAll(async () => {
  engine = await findEngine({ root, env: process.env });
});

/** What they are told, `parse.test.ts` holds for each; here it is how it reaches a person, through either engine. */
const tried = everything ? badSettings : fewBadSettings;

test("the table has at least 60 mistakes, and some of each kind are tried", () => {
  expect(badSettings.length).toBeGreaterThanOrEqual(60);
  expect(new Set(tried.map(({ seenBy }) => seenBy))).toEqual(new Set(["schema", "check"]));
  expect(tried.length).toBeGreaterThanOrEqual(9);
});

describe.concurrent("a bad setting is told, with status 1, and nothing is registered", () => {
  test.each(tried.map((row) => [row.title, row] as const))("%s", async (_, row) => {
    const stack = row.stack ?? "bad";
    const folder = variantFolder(stack, stackFileOf(row.raw));
    try {
      holds(row, await inProcess(folder, stack));
      holds(row, await byPulumi(engine, folder, stack));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
