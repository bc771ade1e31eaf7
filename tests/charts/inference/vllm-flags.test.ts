import { describe, expect, it, test } from "vitest";
import { models } from "../../../catalog/models.ts";
import { droppedRecipeFlags } from "../../../charts/inference/recipe-flags.ts";
import { vllmArguments } from "../../../charts/inference/vllm-arguments.ts";
import { allowedFlags, isAllowedArgument } from "../../../charts/inference/vllm-flags.ts";
import { onAws } from "../keep-specs.ts";
import { forbidden } from "./forbidden-flags.ts";

describe("the allow-list", () => {
  it("knows every flag of every published recipe, or why it is dropped", { tags: ["flags-of-every-recipe-known"] }, () => {
    for (const { name } of models) expect(() => vllmArguments({ ...onAws, model: { ...onAws.model, name } }), name).not.toThrow();
    expect(Object.keys(droppedRecipeFlags)).toContain("--trust-remote-code");
  });

  it("holds nothing forbidden", () => {
    const names = allowedFlags.map(({ name }) => name);
    expect(names.filter((name) => forbidden.includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it("has anchored patterns that start with their flag, and a reason for each", () => {
    for (const { name, pattern, why } of allowedFlags) {
      expect(pattern.startsWith(`^${name}`) && pattern.endsWith("$"), name).toBe(true);
      expect(why.length, name).toBeGreaterThan(15);
    }
  });

  test.each([
    ["a flag", "--trust-remote-code"],
    ["an abbreviation", "--trust-remote"],
    ["an underscore, which vLLM reads as a dash", "--max_model_len=4096"],
    ["a value apart", "--uds"],
    ["another socket", "--uds=/tmp/vllm.sock"],
    ["a socket and more", "--uds=/run/modelkeep/vllm.sock --host=0.0.0.0"],
    ["a second line", "--headless\n--host=0.0.0.0"],
    ["a trailing line break", "--headless\n"],
    ["a dotted key", "--kernel-config.enable_flashinfer_autotune=False"],
    ["a drafter from a hub", '--speculative-config={"method":"mtp","num_speculative_tokens":3,"model":"evil/model"}'],
    ["a pickled checkpoint", "--load-format=auto"],
    ["another model", "/tmp/evil"],
    ["a model above the weights", "/weights/checkpoint/../../tmp"],
    ["a parser of a plugin", "--tool-call-parser=evil"],
    ["a count below one", "--max-num-seqs=0"],
    ["another master", "--master-addr=10.0.0.1"],
    ["nothing", ""],
  ])("refuses %s", { tags: ["flags-refused-by-allow-list"] }, (_, argument) => expect(isAllowedArgument(argument)).toBe(false));
});
