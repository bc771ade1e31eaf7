import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { parse, stringify } from "yaml";
import type { PlanOptions } from "../../../cli/plan/plan-options.ts";
import { runPlan } from "../../../cli/verbs/plan.ts";
import { captured } from "./captured.ts";

const file = "examples/Pulumi.two.yaml";
const model = { name: "DeepSeek-R1-Distill-Qwen-32B", contextTokens: 16_384, capacity: { instance: "g6e.12xlarge" } };
const next = { name: "DeepSeek-R1-Distill-Qwen-14B", contextTokens: 8192, replicas: 2, serves: "current" };
const limits = { requestsPerMinute: 20, concurrent: 2, inputTokens: 4096, outputTokens: 1024 };

/**
 * A project with one stack on AWS that has two models of one catalog name, the second with a next version.
 * @param shared whether the YAML has an anchor for what they have in common, their capacity
 */
function project({ shared = false } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "plan-several-"));
  for (const own of ["examples", "infra"]) mkdirSync(join(folder, own));
  cpSync("Pulumi.yaml", join(folder, "Pulumi.yaml"));
  writeFileSync(join(folder, "infra/main.mjs"), "");
  const example = parse(readFileSync("examples/Pulumi.r1-distill-32b.yaml", "utf8")) as { config: Record<string, Record<string, unknown>> };
  const { model: _model, capacity: _capacity, clients, ...keep } = example.config["modelkeep:keep"]!;
  example.config["modelkeep:keep"] = {
    ...keep,
    models: { short: model, long: { ...model, servedAs: "long", privateLinkPort: 444, contextTokens: 32_768, next } },
    clients: (clients as object[]).map((client) => ({ ...client, models: ["short", "long"], limits })),
  };
  writeFileSync(join(folder, file), stringify(example, { aliasDuplicateObjects: shared }));
  return folder;
}

const run = (options: PlanOptions) => captured(() => runPlan(options));
const modelsIn = (cwd: string) => parse(readFileSync(join(cwd, file), "utf8")).config["modelkeep:keep"].models;

describe("a plan for a stack with several models", () => {
  test.each([
    ["short", "DeepSeek-R1-Distill-Qwen-32B", 16_384, 1],
    ["long", "DeepSeek-R1-Distill-Qwen-32B", 32_768, 1],
    ["long-next", "DeepSeek-R1-Distill-Qwen-14B", 8192, 2],
    [next.name, "DeepSeek-R1-Distill-Qwen-14B", 8192, 2],
  ])("is of the one that --model names: %s", async (name, catalogName, contextTokens, leastReplicas) => {
    const { out } = await run({ stack: "two", model: name, cwd: project(), json: true });
    const { ask } = JSON.parse(out);
    expect([ask.model.name, ask.contextTokens, ask.leastReplicas]).toEqual([catalogName, contextTokens, leastReplicas]);
  });

  test.each([
    [undefined, "stack two has several models, and a plan is of one; accepted with --model: long, long-next, short"],
    [model.name, `stack two has several models called ${model.name}, and a plan is of one; accepted with --model: long, short`],
  ])("asks for one of them: %s", async (name, message) => {
    const { status, err } = await run({ stack: "two", ...(name === undefined ? {} : { model: name }), cwd: project() });
    expect([status, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it.each(["two", file])("says with which options it can be written, where the name in the catalog is of several: %s", async (write) => {
    const { status, err } = await run({ model: model.name, write, cwd: project() });
    expect([status, err]).toEqual([
      2,
      expect.stringContaining(", and a plan is of one; accepted: --stack two with --model long or short\n"),
    ]);
  });

  it("states what it leaves out where the model has a next version", async () => {
    const cwd = project();
    const { err } = await run({ stack: "two", model: "long", cwd });
    expect(err).toContain(
      "note: this plan leaves out the next version, 2 replicas of DeepSeek-R1-Distill-Qwen-14B on nodes of the same kind: plan it with --model long-next",
    );
    expect((await run({ stack: "two", model: "short", cwd })).err).not.toContain("note:");
  });

  it.each(["short", "long"])(
    "is written to the settings of the planned model, though another has the same catalog name: %s",
    async (name) => {
      const cwd = project();
      const before = modelsIn(cwd);
      const { status, err } = await run({ stack: "two", model: name, write: "two", instance: "g7e.12xlarge", cwd });
      expect([status, err.replace(/^note: .*\n/, "")]).toEqual([0, ""]);
      const after = modelsIn(cwd);
      expect(after[name].capacity.instance).toBe("g7e.12xlarge");
      const other = name === "short" ? "long" : "short";
      expect(after[other]).toEqual(before[other]);
    },
  );

  it.each(["short", "long"])(
    "is not written to a capacity that two models share by an anchor: %s",
    {
      tags: ["stack-file-edit-unshared"],
    },
    async (name) => {
      const cwd = project({ shared: true });
      const before = readFileSync(join(cwd, file), "utf8");
      expect(before).toMatch(/capacity: &[\s\S]*capacity: \*/);
      const { status, err } = await run({ stack: "two", model: name, write: "two", instance: "g7e.12xlarge", cwd });
      expect([status, err]).toEqual([2, expect.stringMatching(/Pulumi\.two\.yaml: .*; change it by hand\n/)]);
      expect(readFileSync(join(cwd, file), "utf8")).toBe(before);
    },
  );

  it.each(["long-next", next.name])("of a next version is not written: its nodes are those of the current one: %s", async (name) => {
    const cwd = project();
    const { status, err } = await run({ stack: "two", model: name, write: "two", cwd });
    expect([status, err]).toEqual([2, expect.stringContaining("accepted with --write: the plan of long")]);
  });
});
