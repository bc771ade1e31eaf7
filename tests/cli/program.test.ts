import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { calledCommands } from "../../cli/called-commands.ts";
import { modelkeep } from "../../cli/program.ts";
import { runModelkeep } from "../../cli/run.ts";
import { captured } from "./verbs/captured.ts";

/** Runs the command in this process. */
const run = async (...words: string[]) => {
  const { out, err, status } = await captured(async () => {
    process.exitCode = undefined;
    await runModelkeep(words);
    return Number(process.exitCode ?? 0);
  });
  return { status, stdout: out, stderr: err };
};

afterEach(() => {
  process.exitCode = undefined;
});

const paths = calledCommands(modelkeep()).map(({ path }) => path.slice(1));

test.each(paths)("modelkeep %s %s ends with 2 on an option that it does not have, and says so on standard error", async (...path) => {
  const words = path.filter((word) => word !== undefined);
  const needed = calledCommands(modelkeep()).find((one) => one.path.slice(1).join(" ") === words.join(" "))!;
  const options = needed.command.options.filter(({ mandatory }) => mandatory).flatMap(({ long }) => [long ?? "", "terraform-plan"]);
  const { status, stdout, stderr } = await run(...words, ...options, "--no-such-option");
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^error: unknown option '--no-such-option'/);
});

test.each([
  ["a verb that there is not", ["prevew"], "Did you mean preview?"],
  ["no verb below one that has some", ["ci"], "Usage: modelkeep ci"],
  ["an argument that is missing", ["diff", "main"], "missing required argument 'head'"],
  ["a value that an option does not take", ["export", "--format", "yaml"], "Allowed choices are terraform-plan"],
  ["a stack that there is not", ["images", "--stack", "dmo"], 'no stack "dmo"'],
  ["a stack that there is not, to render", ["render", "--out", "x", "--stack", "dmo"], 'did you mean "demo"?'],
  ["a folder without a project", ["connection", "-C", "/"], "no Pulumi.yaml in /"],
  ["a file that there is not", ["evidence", "--state", "nowhere.json"], "there is no file"],
  ["a rule that there is not", ["policies", "show", "aws-eks-private"], "did you mean aws-eks-"],
  ["a port that is none", ["tunnel", "--port", "many"], "--port is"],
])("%s is 2", async (_, args, message) => {
  const { status, stdout, stderr } = await run(...args);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

test("help and the version are 0", async () => {
  expect(await run("--help")).toMatchObject({ status: 0, stdout: expect.stringMatching(/\nExit status:\n {2}0 /) });
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(await run("--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
});
