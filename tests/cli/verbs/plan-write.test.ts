import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import type { PlanOptions } from "../../../cli/plan/plan-options.ts";
import { runPlan } from "../../../cli/verbs/plan.ts";
import { captured } from "./captured.ts";

const distill = readFileSync("examples/Pulumi.r1-distill-32b.yaml", "utf8");
const file = "examples/Pulumi.own.yaml";

/** A project whose only stack has these settings. */
function project(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "plan-write-"));
  for (const own of ["examples", "infra"]) mkdirSync(join(folder, own));
  cpSync("Pulumi.yaml", join(folder, "Pulumi.yaml"));
  writeFileSync(join(folder, "infra/main.mjs"), "");
  writeFileSync(join(folder, file), text);
  return folder;
}

/** A plan of the stack that is written into it, and what the file is then. */
async function written(text: string, options: PlanOptions) {
  const cwd = project(text);
  const said = await captured(() => runPlan({ stack: "own", write: "own", cwd, ...options }));
  return { ...said, text: readFileSync(join(cwd, file), "utf8") };
}

describe("a reservation in a stack file", () => {
  const reserved = distill.replace(
    "      concurrent: 4\n    clients",
    "      concurrent: 4\n      purchase: {kind: reserved, reservationId: cr-0123456789abcdef0}\n    clients",
  );
  const block = readFileSync("examples/Pulumi.v4-flash.yaml", "utf8");

  test.each([
    ["reserved", reserved, "g7e.12xlarge", "g6e.12xlarge", {}],
    ["capacity-block", block, "p5e.48xlarge", "p5en.48xlarge", { region: "us-east-2" }],
  ])(
    "is of one instance type, so that no plan for another is written: %s",
    { tags: ["plan-keeps-no-reservation"] },
    async (_, text, instance, before, options) => {
      const { status, out, err, text: after } = await written(text, { instance, ...options });
      expect([status, out, err]).toEqual([
        2,
        "",
        expect.stringContaining(
          `the plan is for ${instance}, and capacity.purchase of Pulumi.own.yaml is cr-0123456789abcdef0, a reservation of ${before}: a reservation is for one instance type; accepted: --instance ${before}, or first a purchase of kind on-demand in Pulumi.own.yaml`,
        ),
      ]);
      expect(after).toBe(text);
    },
  );

  it("stays with a plan for its type", async () => {
    const { out, text } = await written(reserved, { replicas: "3" });
    expect(out).toContain("  capacity.replicas.min: 2 -> 3\n");
    expect(text).toBe(reserved.replace("min: 2", "min: 3").replace("concurrent: 4\n      purchase", "concurrent: 3\n      purchase"));
  });
});

describe("a model that is scaled to zero", { tags: ["plan-starts-nothing"] }, () => {
  const stopped = distill.replace("{min: 2, max: 4}", "{min: 0, max: 4}");

  it.each([{}, { stack: undefined, model: "DeepSeek-R1-Distill-Qwen-32B", context: "65536", concurrency: "4" }])(
    "is not started by a plan that asks for no replicas: %j",
    async (options) => {
      const { status, out, text } = await written(stopped, { instance: "g6e.12xlarge", ...options } as PlanOptions);
      expect([status, out.endsWith("Pulumi.own.yaml: nothing to change\n")]).toEqual([0, true]);
      expect(text).toBe(stopped);
    },
  );

  it("is started by --replicas", async () => {
    const { out, text } = await written(stopped, { replicas: "1" });
    expect(out).toContain("  capacity.replicas.min: 0 -> 1\n");
    expect(text).toBe(stopped.replace("min: 0", "min: 1"));
  });
});

describe("the format of the KV cache", { tags: ["plan-writes-the-kv-cache"] }, () => {
  it("is written, and none is left to write then", async () => {
    const { out, text } = await written(distill, { kvCacheDtype: "fp8", replicas: "2" });
    expect(out).toContain("  model.kvCacheDtype: auto -> fp8\n");
    expect(text).toBe(distill.replace("contextTokens: 65536}", "contextTokens: 65536, kvCacheDtype: fp8}"));
    expect((await written(text, {})).out).toContain("nothing to change");
  });

  it("is that of the settings where none is asked for", async () => {
    const fp8 = distill.replace("contextTokens: 65536}", "contextTokens: 65536, kvCacheDtype: fp8}");
    expect((await written(fp8, {})).text).toBe(fp8);
    expect((await written(fp8, { kvCacheDtype: "auto" })).out).toContain("  model.kvCacheDtype: fp8 -> auto\n");
  });
});
