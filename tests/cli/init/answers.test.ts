import { expect, it, test } from "vitest";
import { type Answers, unanswered } from "../../../cli/init/answers.ts";
import { runInit } from "../../../cli/verbs/init.ts";
import { captured } from "../verbs/captured.ts";

it.each<[string, Partial<Answers>, string[]]>([
  ["nothing", {}, ["target"]],
  ["a target", { target: "laptop" }, ["model", "node", "volume"]],
  ["all that has no default", { target: "eks", model: "DeepSeek-R1-Distill-Qwen-7B", account: "444455556666", region: "eu-west-1" }, []],
  [
    "a region whose zones the catalog does not know",
    { target: "eks", model: "DeepSeek-R1-Distill-Qwen-7B", account: "444455556666", region: "ap-east-2" },
    ["zones"],
  ],
])("what is missing where %s is given", { tags: ["init-names-missing-answers"] }, (_, given, missing) => {
  expect(unanswered(given)).toEqual(missing);
});

test("without a terminal and without --yes nothing is taken for granted, and nothing is written", async () => {
  const options = {
    target: "eks" as const,
    model: "DeepSeek-R1-Distill-Qwen-7B",
    stack: "mine",
    ci: "none" as const,
    install: false,
    yes: false,
    force: false,
  };
  const { status, out, err } = await captured(() => runInit("/nowhere/keep", options, undefined));
  expect([status, out]).toEqual([2, ""]);
  expect(err).toContain(
    "there is no terminal to ask at, and no value for --account, --region; accepted: these options, or --yes to keep the example's values",
  );
});
