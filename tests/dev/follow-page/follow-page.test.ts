import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { asScript } from "../../../dev/follow-page/as-script.ts";
import { stepsOf } from "../../../dev/follow-page/page-steps.ts";
import { limits } from "../../support/limits.ts";

const page = `# A page
First:
<!-- run: first -->
\`\`\`
a=1
echo "a is $a"
\`\`\`
<!-- not run: an answer -->
\`\`\`
a is 1
\`\`\`
Then write your name into \`name\`.
<!-- fill: name -->
<!-- run: second -->
\`\`\`
cat <<'END'
still $a
END
echo "a is still $a, and you are $name"
\`\`\`
`;

const run = (script: string) => execFileSync("bash", ["-s"], { input: script, encoding: "utf8", timeout: limits.wait });

describe("a page is followed", () => {
  test("in its order, with what the reader fills in, in one shell", () => {
    expect(stepsOf(page).map((step) => `${step.line} ${step.kind} ${step.kind === "not run" ? step.why : step.name}`)).toEqual([
      "4 run first",
      "9 not run an answer",
      "13 fill name",
      "15 run second",
    ]);
    expect(run(asScript("page.md", stepsOf(page), { name: "name=Ada" }))).toBe(
      "\n== first (page.md:4)\na is 1\n\n== name (page.md:13)\n\n== second (page.md:15)\nstill $a\na is still 1, and you are Ada\n",
    );
  });

  test("as far as a step, for which the rest need not be filled in", () => {
    expect(run(asScript("page.md", stepsOf(page), {}, "first"))).toBe("\n== first (page.md:4)\na is 1\n");
  });

  test("until a command fails", () => {
    const failing = page.replace("a=1\n", "false | true\n");
    const { status, stdout } = spawnSync("bash", ["-s"], { input: asScript("page.md", stepsOf(failing), { name: "" }), encoding: "utf8" });
    expect([status, stdout]).toEqual([1, "\n== first (page.md:4)\n"]);
  });
});

test.each([
  ["a block without a mark", "text\n```\nrm -rf /\n```\n", /^line 2: a block without a mark; accepted: <!-- run: NAME -->/],
  ["a mark without a block", "<!-- run: first -->\ntext\n", /^line 1: "run: first" is not on the line before a block/],
  ["a block without an end", "<!-- run: first -->\n```\nls\n", /^line 2: a block without an end/],
  ["a name twice", "<!-- fill: one -->\n<!-- fill: one -->\n", /^line 2: there is a step "one" already/],
  ["a name that is none", "<!-- fill: My name -->\n", /^line 1: "My name" is no name; accepted:/],
])("refused: %s", (_, text, message) => {
  expect(() => stepsOf(text)).toThrow(message);
});

test.each([
  ["nothing filled in", {}, undefined, "nothing is filled in for name; accepted: --fill NAME=FILE for each"],
  ["something that nothing asks for", { name: "", other: "" }, undefined, "nothing is to be filled in for other; accepted: name"],
  ["no such step", { name: "" }, "third", 'there is no step "third"; accepted: first, name, second'],
])("refused: %s", (_, fills, until, message) => {
  expect(() => asScript("page.md", stepsOf(page), fills, until)).toThrow(message);
});

test("docs/existing-cluster.md can be followed: what is run, and what the reader fills in", () => {
  const steps = stepsOf(readFileSync("docs/existing-cluster.md", "utf8"));
  expect(steps.map((step) => (step.kind === "not run" ? `not run: ${step.why}` : `${step.kind} ${step.name}`))).toEqual([
    "not run: settings, as an example",
    "run copy",
    "fill settings",
    "run look",
    "fill certificates",
    "run secrets",
    "run up",
    "run verdict",
    "run down",
  ]);
});
