import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { modelNames } from "../../../catalog/models.ts";
import { type Answers, asked, targets } from "../../../cli/init/answers.ts";
import { checkStackText } from "../../../cli/init/checked.ts";
import { usualInstance } from "../../../cli/init/instance.ts";
import { runningKit } from "../../../cli/init/kit.ts";
import { stackText } from "../../../cli/init/stack-text.ts";

const kit = runningKit();
const written = (answers: Answers) => stackText(kit.example(answers.target), answers);
const keepOf = (text: string) => parse(text).config["modelkeep:keep"];
const now = new Date("2026-11-25");

test.each(targets)("without an answer %s is its example, with a head of its own", (target) => {
  const text = written({ target });
  expect(keepOf(text)).toEqual(keepOf(kit.example(target)));
  expect(text).toMatch(/^# yaml-language-server: \$schema=node_modules\/modelkeep\/schema\/keep\.schema\.json\n# All settings/);
  expect(text).not.toContain("npm run");
  expect(() => checkStackText(text, "mine", now)).not.toThrow();
});

const complete: Answers[] = [
  {
    target: "eks",
    model: "DeepSeek-R1-Distill-Llama-8B",
    account: "444455556666",
    region: "us-east-1",
    zones: "us-east-1a,us-east-1b,us-east-1c",
    instance: "g6e.2xlarge",
  },
  { target: "existing", model: "DeepSeek-R1-Distill-Qwen-14B", context: "prod", gpus: "2x80", node: "48x512", volume: "r1-14b" },
  { target: "laptop", model: "DeepSeek-R1-Distill-Qwen-1.5B", context: "kind-kind", node: "8x32", volume: "w" },
];

test.each(complete)("every answer of $target stands where the settings have it", { tags: ["init-answers"] }, (answers) => {
  expect(Object.keys(answers).slice(1).sort()).toEqual([...asked[answers.target]].sort());
  const text = written(answers);
  expect(() => checkStackText(text, "mine", now)).not.toThrow();
  const { model, target, capacity } = keepOf(text);
  const [vcpus, memoryGiB] = (answers.node ?? "").split("x").map(Number);
  const [count, gib] = (answers.gpus ?? "").split("x").map(Number);
  expect(model.name).toBe(answers.model);
  if (answers.target === "eks") {
    expect(target).toMatchObject({ kind: "eks", accountId: answers.account, region: answers.region });
    expect(target.network).toMatchObject({ zones: 3, zoneNames: answers.zones?.split(",") });
    expect(capacity.instance).toBe(answers.instance);
  } else {
    expect(target).toMatchObject({
      kind: "existing",
      context: answers.context,
      node: { vcpus, memoryGiB },
      weights: { kind: "volume", volume: answers.volume },
    });
    if (answers.gpus) expect(capacity.gpus).toEqual({ count, memoryGiB: gib });
  }
});

test("blanks around the names of zones are left out", () => {
  const text = written({ target: "eks", region: "ap-southeast-5", zones: "ap-southeast-5a, ap-southeast-5b" });
  expect(keepOf(text).target.network).toMatchObject({ zones: 2, zoneNames: ["ap-southeast-5a", "ap-southeast-5b"] });
  expect(() => checkStackText(text, "mine", now)).not.toThrow();
});

describe("what cannot be meant is told before anything is written", { tags: ["init-refuses"] }, () => {
  test.each<[string, Answers, RegExp]>([
    [
      "an option of another target",
      { target: "laptop", region: "eu-west-1" },
      /^--region does not apply to --target laptop; accepted: --model, --context/,
    ],
    [
      "GPUs that are no pair",
      { target: "existing", gpus: "four" },
      /^--gpus "four" is not accepted; accepted: GPUs per node .* such as 4x48$/,
    ],
    [
      "a region whose zones the catalog does not know",
      { target: "eks", region: "ap-southeast-5" },
      /^--zones is missing: the catalog does not know the zones of ap-southeast-5; accepted: 2 or 3 names separated by commas, such as ap-southeast-5a,ap-southeast-5b; nothing was written$/,
    ],
    [
      "a single zone",
      { target: "eks", region: "ap-southeast-5", zones: "ap-southeast-5a" },
      /^--zones "ap-southeast-5a" is not accepted; accepted: 2 or 3 names separated by commas/,
    ],
    [
      "a zone without a name",
      { target: "eks", zones: "eu-central-1a,," },
      /^--zones "eu-central-1a,," is not accepted; accepted: 2 or 3 names/,
    ],
    ["a node that is no pair", { target: "existing", node: "32" }, /^--node "32" is not accepted; accepted: allocatable CPU cores/],
  ])("%s", (_what, answers, message) => {
    expect(() => written(answers)).toThrow(message);
  });

  test.each<[string, Answers, RegExp]>([
    ["a zone of another region", { target: "eks", region: "ap-east-2", zones: "ap-east-2a,ap-east-1b" }, /zoneNames\[1\]/],
    ["a region that there is not", { target: "eks", region: "eu-north-9" }, /target\.region: "eu-north-9" .*nothing was written/],
    ["an account that is none", { target: "eks", account: "12" }, /target\.accountId: "12"/],
    ["a model that there is not", { target: "eks", model: "DeepSeek-R1-Distill-Qwen-8B" }, /model\.name: .*did you mean/],
    ["a model that the instance does not hold", { target: "eks", model: "DeepSeek-R1-Distill-Llama-70B" }, /capacity\.instance/],
  ])("%s", (_what, answers, message) => {
    expect(() => checkStackText(written(answers), "mine", now)).toThrow(message);
  });

  test("a name of a stack that is too long for a keep", () => {
    expect(() => checkStackText(written({ target: "eks" }), "a-name-of-far-too-many-letters", now)).toThrow(/name/);
  });
});

test("the instance that nobody chose is one that holds the model, and none where nothing does", () => {
  expect(usualInstance("no such model")).toBeUndefined();
  for (const model of modelNames().filter((name) => usualInstance(name) !== undefined)) {
    const instance = usualInstance(model)!;
    expect(() => checkStackText(written({ target: "eks", model, instance }), "mine", now)).not.toThrow();
  }
});
