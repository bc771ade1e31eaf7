import { describe, expect, it } from "vitest";
import { parseKeep } from "../../../../infra/settings/parse.ts";
import { SettingsError } from "../../../../infra/settings/settings-error.ts";
import { type Edit, eks, existing, onCpus, put, type Raw } from "../good-settings.ts";

/** What the check says, or an empty text where the settings are accepted. */
function toldOf(raw: Raw): string {
  try {
    parseKeep(raw, { stack: "demo", now: new Date("2026-11-22") });
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    expect(error.problems).toHaveLength(1);
    return error.problems[0]?.message ?? "";
  }
  return "";
}

/** The first group of a pattern that the message must have. */
function found(message: string, pattern: RegExp): string {
  expect(message).toMatch(pattern);
  return pattern.exec(message)?.[1] ?? "";
}

describe("what a message says would fit", () => {
  const asks = [
    ["DeepSeek-R1-Distill-Qwen-32B", "g6e.12xlarge", 131_072, 8],
    ["DeepSeek-R1-Distill-Llama-70B", "g6e.48xlarge", 131_072, 12],
    ["DeepSeek-V4-Flash", "p5en.48xlarge", 1_048_576, 40],
  ] as const;
  const ask = (name: string, instance: string, contextTokens: number, concurrent: number) =>
    eks(put("model", { name, contextTokens }), put("clients", []), put("capacity", { instance, concurrent }));

  it.each(asks)("%s on %s: the longest context is accepted, one token block more is not", (name, instance, contextTokens, concurrent) => {
    const longest = Number(found(toldOf(ask(name, instance, contextTokens, concurrent)), /longest context that fits is (\d+) tokens/));
    expect(toldOf(ask(name, instance, longest, concurrent))).toBe("");
    expect(toldOf(ask(name, instance, longest + 256, concurrent))).not.toBe("");
  });

  it.each(asks.slice(0, 2))("%s on %s: the first instance named is accepted", (name, instance, contextTokens, concurrent) => {
    const suggested = found(toldOf(ask(name, instance, contextTokens, concurrent)), /would fit: (?:model\.kvCacheDtype fp8, or )?(\S+) \(/);
    expect(toldOf(ask(name, suggested, contextTokens, concurrent))).toBe("");
  });

  it("another layout is accepted where it is offered", { tags: ["other-layout-is-offered"] }, () => {
    const many = [put("clients", []), put("capacity", { instance: "p5en.48xlarge", concurrent: 100 })];
    const asked = (...edits: Edit[]) => eks(put("model", { name: "DeepSeek-R1", contextTokens: 16_384 }), ...many, ...edits);
    const offered = found(toldOf(asked()), /would fit: capacity\.layout (\{.*?\}), or /);
    expect(offered).toBe("{tensorParallel: 2, dataParallel: 4, expertParallel: true}");
    expect(toldOf(asked(put("capacity.layout", { tensorParallel: 2, dataParallel: 4, expertParallel: true })))).toBe("");
  });

  it("a cache of 8 bits is accepted where it is offered", () => {
    const tight = [put("model.contextTokens", 98_304), put("capacity.concurrent", 6)];
    expect(toldOf(eks(...tight))).toContain("model.kvCacheDtype fp8");
    expect(toldOf(eks(...tight, put("model.kvCacheDtype", "fp8")))).toBe("");
  });

  it("GPUs with the memory that is missing are accepted, with a little less they are not", () => {
    const withGpu = (memoryGiB: number) => existing(put("capacity.gpus", { count: 1, memoryGiB }));
    const missing = Number(found(toldOf(withGpu(16)), /each GPU lacks (\d+\.\d) GiB/));
    // Of the memory stated 98% is usable, and of that vLLM takes 92%; the message rounds to 0.1 GiB.
    const share = 0.98 * 0.92;
    expect(toldOf(withGpu(16 + (missing + 0.1) / share))).toBe("");
    expect(toldOf(withGpu(16 + (missing - 0.1) / share))).not.toBe("");
  });
});

describe("a replica over several nodes", () => {
  const r1 = (nodesPerReplica: number) =>
    existing(
      put("model.name", "DeepSeek-R1"),
      put("capacity.gpus", { count: 8, memoryGiB: 80 }),
      put("capacity.nodesPerReplica", nodesPerReplica),
    );

  it("counts the GPUs of every node: R1 is too large for one of eight GPUs of 80 GiB, and fits on two", {
    tags: ["fit-counts-gpus-of-all-nodes"],
  }, () => {
    expect(toldOf(r1(1))).toContain("or more nodes per replica (capacity.nodesPerReplica)");
    expect(toldOf(r1(2))).toBe("");
  });

  it("counts them for a model whose cache nobody measured, too", { tags: ["fit-counts-unmeasured-cache"] }, () => {
    const v41 = (nodesPerReplica: number) =>
      existing(
        put("model.name", "DeepSeek-V4.1-Flash"),
        put("capacity.gpus", { count: 8, memoryGiB: 40 }),
        put("capacity.nodesPerReplica", nodesPerReplica),
      );
    expect(toldOf(v41(1))).toContain("weights");
    expect(toldOf(v41(2))).toBe("");
  });
});

describe("what is not judged", () => {
  it("a cluster without GPUs", () => {
    expect(toldOf(existing(onCpus, put("capacity.gpus", undefined)))).toBe("");
  });

  it("a model whose cache nobody measured, where its weights fit", () => {
    expect(toldOf(eks(put("model", { name: "DeepSeek-V4.1-Flash" }), put("capacity.instance", "p5en.48xlarge")))).toBe("");
  });
});
