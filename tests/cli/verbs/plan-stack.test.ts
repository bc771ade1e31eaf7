import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { parseDocument } from "yaml";
import type { PlanOptions } from "../../../cli/plan/plan-options.ts";
import { runPlan } from "../../../cli/verbs/plan.ts";
import { captured } from "./captured.ts";

const stacks = ["r1-distill-32b", "v4-flash", "on-prem"];

/** A folder with the project and the stacks of this repository, and what else is written into it. */
function project(files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "plan-stack-"));
  mkdirSync(join(folder, "examples"));
  for (const file of ["Pulumi.yaml", ...stacks.map((stack) => `examples/Pulumi.${stack}.yaml`)]) cpSync(file, join(folder, file));
  // The project names its program, which a plan does not run.
  mkdirSync(join(folder, "infra"));
  writeFileSync(join(folder, "infra/main.mjs"), "");
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

const run = (options: PlanOptions) => captured(() => runPlan(options));
const asked = async (options: PlanOptions) => JSON.parse((await run({ ...options, json: true })).out);
const distill = readFileSync("examples/Pulumi.r1-distill-32b.yaml", "utf8");

describe("modelkeep plan --stack", () => {
  it("plans for what the settings say", async () => {
    const { ask, winner, prices } = await asked({ stack: "r1-distill-32b", cwd: project() });
    expect(ask).toMatchObject({ contextTokens: 65_536, concurrent: 8, leastReplicas: 2, zones: 3, tunnel: true, privateLink: true });
    expect([ask.model.name, winner.instance.name, winner.purchase]).toEqual(["DeepSeek-R1-Distill-Qwen-32B", "g6e.12xlarge", "on-demand"]);
    expect(prices.basis).toContain("the catalog has none of eu-central-1");
  });

  it("takes the purchase, the number format and the region of a stack", async () => {
    const { ask, winner } = await asked({ stack: "v4-flash", cwd: project() });
    expect([ask.kvCacheDtype, winner.purchase, winner.cost.lines[0].how]).toEqual(["fp8", "capacity-block", "1 x 730 h x 49.928"]);
  });

  it("takes the context from the limits of clients where the settings name none", async () => {
    const text = distill.replace(", contextTokens: 65536", "");
    const { ask } = await asked({ stack: "free", cwd: project({ "examples/Pulumi.free.yaml": text }) });
    expect(ask.contextTokens).toBe(57_344 + 4096);
  });

  it("lets an option beside it take the place of a setting", async () => {
    const { ask, ranked } = await asked({ stack: "r1-distill-32b", cwd: project(), context: "8192", replicas: "1", instance: "any" });
    expect([ask.contextTokens, ask.leastReplicas, ask.zones]).toEqual([8192, 1, 3]);
    expect(ranked.length).toBeGreaterThan(5);
  });

  test.each([
    ["r1-distil-32b", 'no stack "r1-distil-32b": there is no examples/Pulumi.r1-distil-32b.yaml; did you mean "r1-distill-32b"?'],
    ["on-prem", "stack on-prem is for an existing cluster, and a plan compares AWS instance types; accepted: target.kind eks"],
    ["plain", "stack plain has no modelkeep:keep, so there is nothing to plan for"],
    ["wrong", "stack wrong: modelkeep:keep has 1 problem"],
  ])("says what is wrong with stack %s", async (stack, message) => {
    const cwd = project({
      "examples/Pulumi.plain.yaml": "config: {}\n",
      "examples/Pulumi.wrong.yaml": distill.replace("concurrent: 4\n", "concurrent: 0\n"),
    });
    const { status, out, err } = await run({ stack, cwd });
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });
});

describe("modelkeep plan --write", () => {
  const file = "examples/Pulumi.r1-distill-32b.yaml";

  it.each(stacks.slice(0, 2))("changes nothing of %s where the plan is of the same settings", async (stack) => {
    const cwd = project();
    const before = readFileSync(join(cwd, `examples/Pulumi.${stack}.yaml`), "utf8");
    const { status, out } = await run({ stack, write: `examples/Pulumi.${stack}.yaml`, cwd });
    expect([status, out.endsWith(`Pulumi.${stack}.yaml: nothing to change\n`)]).toEqual([0, true]);
    expect(readFileSync(join(cwd, `examples/Pulumi.${stack}.yaml`), "utf8")).toBe(before);
  });

  it("writes what the plan changes, says so, keeps the rest with its comments, and has nothing to change then", async () => {
    const cwd = project();
    const { status, out } = await run({
      stack: "r1-distill-32b",
      write: "r1-distill-32b",
      cwd,
      context: "32768",
      instance: "g7e.12xlarge",
      replicas: "3",
    });
    expect(status).toBe(0);
    expect(out.split(": written\n")[1]?.trimEnd().split("\n")).toEqual([
      "  capacity.instance: g6e.12xlarge -> g7e.12xlarge",
      "  capacity.replicas.min: 2 -> 3",
      "  capacity.concurrent: 4 -> 3",
      "  model.contextTokens: 65536 -> 32768",
    ]);
    const written = readFileSync(join(cwd, file), "utf8");
    expect(written).toBe(
      distill
        .replace("contextTokens: 65536", "contextTokens: 32768")
        .replace("g6e.12xlarge", "g7e.12xlarge")
        .replace("{min: 2, max: 4}", "{min: 3, max: 4}")
        .replace("concurrent: 4\n    clients", "concurrent: 3\n    clients"),
    );
    const again = await run({ stack: "r1-distill-32b", write: file, cwd });
    expect(again.out).toContain("nothing to change");
    expect(readFileSync(join(cwd, file), "utf8")).toBe(written);
  });

  it("warns where a preview rejects what it has written, in a line for each problem", {
    tags: ["plan-warns-of-what-it-wrote"],
  }, async () => {
    const cwd = project();
    const asked = { stack: "r1-distill-32b", write: "r1-distill-32b", cwd, instance: "any", replicas: "1" };
    expect((await run(asked)).err).toBe("");
    const { status, err } = await run({ ...asked, context: "32768" });
    expect([status, err]).toEqual([
      0,
      `warning: a preview rejects ${join(cwd, file)} as it is now: clients[1].limits: 57344 + 4096 tokens is more than the context of DeepSeek-R1-Distill-Qwen-32B here; accepted: inputTokens + outputTokens of at most 32768, the value of model.contextTokens\n`,
    ]);
  });

  it("writes the layout, which is weighed alone then, and any other by --layout any", { tags: ["plan-writes-the-layout"] }, async () => {
    const cwd = project();
    const layout = async () =>
      parseDocument(readFileSync(join(cwd, "examples/Pulumi.v4-flash.yaml"), "utf8")).toJS().config["modelkeep:keep"].capacity.layout;
    expect(await layout()).toBeUndefined();
    const many = { stack: "v4-flash", write: "v4-flash", cwd, context: "16384", concurrency: "60", replicas: "1" };
    const { out } = await run(many);
    expect(out).toMatch(/capacity\.layout: none -> \{"tensorParallel":\d,"dataParallel":\d,"expertParallel":true\}/);
    const written = await layout();
    expect(written).toMatchObject({ expertParallel: true });
    const { ask, winner } = await asked({ stack: "v4-flash", cwd });
    expect([ask.layout, winner.fit.layout, winner.layout.why]).toEqual([written, written, "as asked"]);
    expect((await run({ stack: "v4-flash", write: "v4-flash", cwd })).out).toContain("nothing to change");
    expect((await run({ ...many, concurrency: "1", layout: "usual" })).out).toMatch(
      /capacity\.layout: .* -> \{"tensorParallel":8,"dataParallel":1,/,
    );
  });

  it("writes settings that the file leaves out, into a capacity without words", async () => {
    const bare = distill.replace(/ {6}replicas: .*\n {6}concurrent: 4\n/, "").replace(", contextTokens: 65536", "");
    const cwd = project({ "examples/Pulumi.bare.yaml": bare });
    await run({ stack: "bare", write: "bare", cwd, context: "16384", concurrency: "6", replicas: "2" });
    const keep = parseDocument(readFileSync(join(cwd, "examples/Pulumi.bare.yaml"), "utf8")).toJS().config["modelkeep:keep"];
    expect([keep.capacity, keep.model.contextTokens]).toEqual([
      { instance: "g6e.12xlarge", replicas: { min: 2, max: 2 }, concurrent: 3 },
      16_384,
    ]);
    expect((await run({ stack: "bare", write: "bare", cwd })).out).toContain("nothing to change");
  });

  it("says what it wrote beside JSON on the other stream", async () => {
    const { out, err } = await run({ stack: "r1-distill-32b", write: file, cwd: project(), replicas: "3", json: true });
    expect(JSON.parse(out).winner.replicas).toBe(3);
    expect(err).toContain("capacity.replicas.min: 2 -> 3");
  });

  it("leaves a Capacity Block where the plan buys on demand", async () => {
    const cwd = project();
    const { out } = await run({ stack: "v4-flash", buy: "on-demand", write: "v4-flash", cwd });
    expect(out).toContain('capacity.purchase: {"kind":"capacity-block"} -> {"kind":"on-demand"}');
    const text = readFileSync(join(cwd, "examples/Pulumi.v4-flash.yaml"), "utf8");
    expect(parseDocument(text).toJS().config["modelkeep:keep"].capacity.purchase).toEqual({ kind: "on-demand" });
    expect(text).toContain("# a placeholder: no digest");
  });

  test.each([
    ["text.yaml", {}, "text.yaml is not a stack file: it has no config.modelkeep:keep; accepted: a Pulumi.<stack>.yaml of a keep"],
    ["torn.yaml", {}, "torn.yaml is not a stack file"],
    ["none.yaml", {}, "none.yaml cannot be read: ENOENT"],
    ["nobody", {}, 'no stack "nobody"'],
    ["on-prem", {}, "Pulumi.on-prem.yaml is for an existing cluster"],
    [
      "v4-flash",
      {},
      "Pulumi.v4-flash.yaml is for DeepSeek-V4-Flash-0731, and the plan is for DeepSeek-R1-Distill-Qwen-32B; accepted: a plan for",
    ],
    [
      file,
      { buy: "capacity-block", instance: "p5en.48xlarge", region: "us-east-1" },
      "the plan is for a Capacity Block, and Pulumi.r1-distill-32b.yaml names none",
    ],
  ] as const)("refuses %s with %j, and writes nothing", async (write, options, message) => {
    const cwd = project({ "text.yaml": "config: {}\n", "torn.yaml": "config: {\n" });
    const before = stacks.map((stack) => readFileSync(join(cwd, `examples/Pulumi.${stack}.yaml`), "utf8"));
    const { status, out, err } = await run({ stack: "r1-distill-32b", write, cwd, ...options });
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(message);
    expect(stacks.map((stack) => readFileSync(join(cwd, `examples/Pulumi.${stack}.yaml`), "utf8"))).toEqual(before);
    expect(existsSync(join(cwd, "none.yaml"))).toBe(false);
  });

  it("writes nothing where nothing would do", async () => {
    const cwd = project();
    const { status, err } = await run({ stack: "r1-distill-32b", write: file, cwd, instance: "g6.xlarge" });
    expect([status, err]).toEqual([1, expect.stringContaining("g6.xlarge does not serve")]);
    expect(readFileSync(join(cwd, file), "utf8")).toBe(distill);
  });
});
