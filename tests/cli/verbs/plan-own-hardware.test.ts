import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { parseDocument } from "yaml";
import type { PlanOptions } from "../../../cli/plan/plan-options.ts";
import { runPlan } from "../../../cli/verbs/plan.ts";
import { captured } from "./captured.ts";

const run = (options: PlanOptions) => captured(() => runPlan(options));
const own = { model: "DeepSeek-R1", gpu: "H200", count: "8", usdMonth: "19000", tokensPerDay: "500M", concurrency: "100" };
const onPrem = readFileSync("examples/Pulumi.on-prem.yaml", "utf8");

/** A folder with the project and the stack on a cluster. */
function project(text = onPrem): string {
  const folder = mkdtempSync(join(tmpdir(), "plan-own-"));
  cpSync("Pulumi.yaml", join(folder, "Pulumi.yaml"));
  mkdirSync(join(folder, "infra"));
  writeFileSync(join(folder, "infra/main.mjs"), "");
  mkdirSync(join(folder, "examples"));
  writeFileSync(join(folder, "examples/Pulumi.on-prem.yaml"), text);
  cpSync("examples/Pulumi.demo.yaml", join(folder, "examples/Pulumi.demo.yaml"));
  return folder;
}

describe("modelkeep plan --gpu", () => {
  test.each([80, 100])("shows nodes, memory, times and hosted services in %d columns, with no price of AWS", async (width) => {
    process.env["COLUMNS"] = String(width);
    const { status, out, err } = await run(own).finally(() => delete process.env["COLUMNS"]);
    expect([status, err]).toEqual([0, ""]);
    for (const line of out.split("\n")) expect(line.length, line).toBeLessThanOrEqual(width);
    expect(out.replaceAll(/\n +/g, " ")).toMatch(/^Do not self-host: 38,000 USD a month to own, .* That is 2 nodes of 8 H200\.\n/);
    for (const part of [
      "Memory of one GPU (H200, 8 of 8 share the model)",
      "layout: data parallel attention x 8 with expert parallelism; 2 replicas instead of 6",
      "layout: { tensorParallel: 1, dataParallel: 8, expertParallel: true }",
      "time to first token",
      "memoryGiB: 141",
      "38,000",
    ])
      expect(out.replaceAll(/\n +/g, " ")).toContain(part);
    expect(out).not.toMatch(/us-east-1|interface endpoints|EKS|on-demand|…/);
  });

  it("takes a GPU by the names that drivers give it, and one a node where no count is given", async () => {
    const { out } = await run({ model: "DeepSeek-R1-Distill-Qwen-7B", gpu: "NVIDIA H100 80GB HBM3", json: true });
    const plan = JSON.parse(out);
    expect([plan.hardware, plan.served.replicas]).toEqual([{ gpu: "H100", gpuCount: 1, nodePerMonth: null }, 1]);
  });

  it("makes a page", async () => {
    const html = join(mkdtempSync(join(tmpdir(), "plan-own-")), "plan.html");
    await run({ ...own, html });
    const page = readFileSync(html, "utf8");
    // Three charts, each drawn wide and narrow.
    expect(page.match(/<svg /g)).toHaveLength(6);
    expect(page).toContain("<h1>Plan for DeepSeek-R1 on 8 H200</h1>");
    expect(page).not.toMatch(/NaN|Infinity|undefined|https?:/);
  });

  it("exits with 1 where the hardware does not serve what is asked", async () => {
    const { status, err } = await run({ ...own, gpu: "H100" });
    expect([status, err]).toEqual([1, expect.stringContaining("8 H100 do not serve DeepSeek-R1")]);
  });

  it("plans for a stack on a cluster, and writes what its settings have a field for", { tags: ["own-hardware-written"] }, async () => {
    const cwd = project(onPrem.replace("replicas: {min: 2, max: 2}", "replicas: {min: 2, max: 2}\n      nodesPerReplica: 2"));
    const { status, out } = await run({ stack: "on-prem", gpu: "L40S", context: "24576", concurrency: "40", write: "on-prem", cwd });
    expect(status).toBe(0);
    expect(out.split(": written\n")[1]?.trimEnd().split("\n")).toEqual([
      "  capacity.gpus.memoryGiB: 48 -> 44.7",
      "  capacity.nodesPerReplica: 2 -> 1",
      expect.stringMatching(/^ {2}capacity\.replicas\.min: 2 -> \d$/),
      expect.stringMatching(/^ {2}capacity\.replicas\.max: 2 -> \d$/),
      expect.stringMatching(/^ {2}capacity\.concurrent: 1 -> \d+$/),
      expect.stringMatching(/^ {2}model\.contextTokens: \d+ -> 24576$/),
    ]);
    const text = readFileSync(join(cwd, "examples/Pulumi.on-prem.yaml"), "utf8");
    expect(parseDocument(text).toJS().config["modelkeep:keep"].capacity.gpus).toEqual({ count: 4, memoryGiB: 44.7 });
    expect(text).toContain("# read it as pg_hba.conf");
    expect((await run({ stack: "on-prem", gpu: "L40S", write: "on-prem", cwd })).out).toContain("nothing to change");
  });

  test.each([
    [{ gpu: "H10" }, 'no GPU "H10" in the catalog; did you mean H100? accepted: A10G, L4, '],
    [{ instance: "g6.xlarge" }, "--gpu plans for existing hardware, and --instance is for AWS; accepted: one of them"],
    [{ buy: "on-demand" }, "and --buy is for AWS"],
    [{ region: "us-east-1" }, "and --region is for AWS"],
    [{ zones: "3" }, "and --zones is for AWS"],
    [{ tunnel: true }, "and --tunnel is for AWS"],
    [{ gpu: undefined }, "--count needs --gpu; accepted: both, or neither"],
    [{ gpu: undefined, count: undefined }, "--usd-month needs --gpu"],
    [{ count: "many" }, '--count is "many"; accepted: a number'],
    [{ count: "0" }, "count is 0; accepted: a whole number of GPUs of at least 1"],
    [{ usdMonth: "-1" }, "usd-month is -1; accepted: a number of USD above 0"],
    [{ write: "demo" }, "Pulumi.demo.yaml is for a keep on AWS, whose GPUs come with capacity.instance"],
    [
      { stack: "demo" },
      "stack demo is for a keep on AWS, whose GPUs come with capacity.instance; accepted with --gpu: target.kind existing",
    ],
    [
      { write: "on-prem" },
      "Pulumi.on-prem.yaml is for DeepSeek-R1-Distill-Qwen-32B, and the plan is for DeepSeek-R1; accepted: a plan for the same",
    ],
  ])("says in one line what is wrong with %j", async (change, message) => {
    const { status, out, err } = await run({ ...own, cwd: project(), ...change } as PlanOptions);
    expect([status, out]).toEqual([2, ""]);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).toContain(message);
  });
});
