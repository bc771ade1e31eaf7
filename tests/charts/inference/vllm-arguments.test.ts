import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { findModel } from "../../../catalog/models.ts";
import { maxSequences, type ServerRole, vllmArguments } from "../../../charts/inference/vllm-arguments.ts";
import { isAllowedArgument } from "../../../charts/inference/vllm-flags.ts";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import { anySpec } from "../any-keep-spec.ts";
import { onAws, onEightRanks, onLaptop, onTwoNodes, workload } from "../keep-specs.ts";
import { forbidden } from "./forbidden-flags.ts";

const roles: ServerRole[] = ["single", "leader", "worker"];
const serving = (name: string, change: Partial<KeepSpec["model"]> = {}): KeepSpec => ({
  ...onAws,
  model: { ...onAws.model, name, checkpointBytes: findModel(name)!.checkpointBytes, ...change },
});

describe("arguments of vLLM", () => {
  it("are, for any keep and role, in the allow-list, and none is forbidden", { tags: ["shows-D16"] }, () => {
    fc.assert(
      fc.property(anySpec, fc.constantFrom(...roles), (spec, role) => {
        for (const argument of vllmArguments(spec, role)) {
          expect(isAllowedArgument(argument), argument).toBe(true);
          expect(forbidden).not.toContain(argument.split("=")[0]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("name each flag once", () => {
    fc.assert(
      fc.property(anySpec, fc.constantFrom(...roles), (spec, role) => {
        const names = vllmArguments(spec, role).map((argument) => argument.split("=")[0]);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it("listen on the Unix socket alone", { tags: ["shows-D3", "server-on-unix-socket-alone"] }, () => {
    for (const spec of [onAws, onLaptop, onTwoNodes]) expect(vllmArguments(spec)).toContain("--uds=/run/modelkeep/vllm.sock");
  });

  it("serve the verified checkpoint under the catalog's name, as safetensors", { tags: ["server-serves-verified-checkpoint"] }, () => {
    expect(vllmArguments(onAws).slice(0, 2)).toEqual(["/weights/checkpoint", "--served-model-name=DeepSeek-R1-Distill-Qwen-32B"]);
    expect(vllmArguments(onAws)).toContain("--load-format=safetensors");
  });

  test.each([
    "--fingerprint-mode=none",
    "--disable-fastapi-docs",
    "--disable-uvicorn-access-log",
    "--language-model-only",
    "--prefix-caching-hash-algo=sha256",
  ])("always have %s", { tags: ["arguments-always-there"] }, (argument) =>
    fc.assert(
      fc.property(anySpec, (spec) => vllmArguments(spec).includes(argument)),
      { numRuns: 30 },
    ),
  );

  it("are these for a model of one node", () => {
    expect(vllmArguments({ ...onAws, clients: [workload("bot", { concurrent: 16 })] })).toMatchInlineSnapshot(`
      [
        "/weights/checkpoint",
        "--served-model-name=DeepSeek-R1-Distill-Qwen-32B",
        "--uds=/run/modelkeep/vllm.sock",
        "--load-format=safetensors",
        "--generation-config=auto",
        "--max-model-len=32768",
        "--max-num-seqs=17",
        "--kv-cache-dtype=auto",
        "--gpu-memory-utilization=0.92",
        "--tensor-parallel-size=4",
        "--enable-prefix-caching",
        "--prefix-caching-hash-algo=sha256",
        "--language-model-only",
        "--fingerprint-mode=none",
        "--disable-fastapi-docs",
        "--disable-uvicorn-access-log",
        "--shutdown-timeout=30",
      ]
    `);
  });

  it("are these without a GPU", () => {
    expect(vllmArguments(onLaptop)).toMatchInlineSnapshot(`
      [
        "/weights/checkpoint",
        "--served-model-name=DeepSeek-R1-Distill-Qwen-1.5B",
        "--uds=/run/modelkeep/vllm.sock",
        "--load-format=safetensors",
        "--generation-config=auto",
        "--max-model-len=4096",
        "--max-num-seqs=17",
        "--kv-cache-dtype=auto",
        "--kv-cache-memory-bytes=3460300800",
        "--tensor-parallel-size=1",
        "--enable-prefix-caching",
        "--prefix-caching-hash-algo=sha256",
        "--language-model-only",
        "--fingerprint-mode=none",
        "--disable-fastapi-docs",
        "--disable-uvicorn-access-log",
        "--shutdown-timeout=30",
      ]
    `);
  });

  it("follow the recipe of V4, without its remote code", () => {
    expect(vllmArguments(serving("DeepSeek-V4-Flash-0731")).slice(6)).toMatchInlineSnapshot(`
      [
        "--max-num-seqs=33",
        "--kv-cache-dtype=fp8",
        "--gpu-memory-utilization=0.92",
        "--tensor-parallel-size=4",
        "--block-size=256",
        "--enable-expert-parallel",
        "--tokenizer-mode=deepseek_v4",
        "--tool-call-parser=deepseek_v4",
        "--enable-auto-tool-choice",
        "--reasoning-parser=deepseek_v4",
        "--speculative-config={"method":"dspark","num_speculative_tokens":7,"draft_sample_method":"probabilistic"}",
        "--no-enable-prefix-caching",
        "--prefix-caching-hash-algo=sha256",
        "--language-model-only",
        "--fingerprint-mode=none",
        "--disable-fastapi-docs",
        "--disable-uvicorn-access-log",
        "--shutdown-timeout=30",
      ]
    `);
  });

  it("share no prefix cache between clients", { tags: ["shows-D11", "no-shared-prefix-cache"] }, () => {
    expect(vllmArguments({ ...onAws, clients: [workload("a")] })).toContain("--enable-prefix-caching");
    expect(vllmArguments({ ...onAws, clients: [workload("a"), workload("b")] })).toContain("--no-enable-prefix-caching");
  });

  it("let the setting win over the recipe's KV cache format, and the recipe over vLLM's default", () => {
    expect(vllmArguments(serving("DeepSeek-V4-Flash"))).toContain("--kv-cache-dtype=fp8");
    expect(vllmArguments(serving("DeepSeek-R1"))).toContain("--kv-cache-dtype=auto");
    expect(vllmArguments(serving("DeepSeek-R1", { kvCacheDtype: "fp8" }))).toContain("--kv-cache-dtype=fp8");
  });

  test.each([
    { role: "leader" as const, rank: "--node-rank=0", socket: true, headless: false },
    { role: "worker" as const, rank: "--node-rank=$(LWS_WORKER_INDEX)", socket: false, headless: true },
  ])("make a $role of a replica on two nodes", ({ role, rank, socket, headless }) => {
    const rendered = vllmArguments(onTwoNodes, role);
    expect(rendered).toContain(rank);
    expect(rendered).toContain("--nnodes=2");
    expect(rendered).toContain("--pipeline-parallel-size=2");
    expect(rendered).toContain("--master-addr=$(LWS_LEADER_ADDRESS)");
    expect(rendered.some((argument) => argument.startsWith("--uds"))).toBe(socket);
    expect(rendered.includes("--headless")).toBe(headless);
  });

  it("need no stages where tensor parallelism spans the nodes", () => {
    const spec = { ...onTwoNodes, hardware: { ...onTwoNodes.hardware, tensorParallel: 16 } };
    expect(vllmArguments(spec).join(" ")).not.toContain("--pipeline-parallel-size");
  });

  it("are these for data parallel attention", { tags: ["arguments-of-data-parallel"] }, () => {
    expect(vllmArguments(onEightRanks).slice(5, 15)).toEqual([
      "--max-model-len=32768",
      "--max-num-seqs=5",
      "--kv-cache-dtype=auto",
      "--gpu-memory-utilization=0.92",
      "--tensor-parallel-size=1",
      "--data-parallel-size=8",
      "--api-server-count=1",
      "--max-num-batched-tokens=2048",
      "--enable-expert-parallel",
      "--reasoning-parser=deepseek_r1",
    ]);
  });

  it("share experts out where the layout does, whatever the recipe says", { tags: ["layout-over-recipe"] }, () => {
    const argumentsOf = (name: string, expertParallel: boolean) =>
      vllmArguments({
        ...serving(name),
        hardware: { ...onAws.hardware, layout: { dataParallel: 1, expertParallel, batchedTokens: undefined } },
      });
    for (const name of ["DeepSeek-R1", "DeepSeek-V3.2"]) {
      expect(argumentsOf(name, true).filter((argument) => argument === "--enable-expert-parallel")).toHaveLength(1);
      expect(argumentsOf(name, false)).not.toContain("--enable-expert-parallel");
      expect(argumentsOf(name, false).join(" ")).not.toMatch(/data-parallel|api-server|max-num-batched/);
    }
  });

  it("limit each data parallel rank to its even share, and one probe", { tags: ["sequences-of-a-rank"] }, () => {
    const { hardware } = onEightRanks;
    expect(maxSequences({ clients: [workload("a", { concurrent: 100 })], concurrent: 32, hardware })).toBe(14);
    expect(maxSequences({ clients: [], concurrent: 33, hardware })).toBe(6);
    expect(maxSequences({ clients: [workload("a", { concurrent: 5000 })], concurrent: 1, hardware })).toBe(256);
  });

  it("decode as many requests as the grants allow and one probe, at most 256", () => {
    expect(maxSequences({ clients: [workload("a", { concurrent: 16 }), workload("b", { concurrent: 8 })], concurrent: 1 })).toBe(25);
    expect(maxSequences({ clients: [], concurrent: 7 })).toBe(8);
    expect(maxSequences({ clients: [workload("a", { concurrent: 5000 })], concurrent: 1 })).toBe(256);
  });

  it("refuse what a name smuggles in", { tags: ["arguments-refuse-smuggled-names"] }, () => {
    const servedAs = "x --trust-remote-code";
    expect(() => vllmArguments({ ...onAws, model: { ...onAws.model, servedAs } })).toThrow(/not in the allow-list.*x --trust-remote-code/);
  });
});
