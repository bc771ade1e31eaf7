import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it, test } from "vitest";
import { models } from "../../catalog/models.ts";
import { type ServerRole, vllmArguments } from "../../charts/inference/vllm-arguments.ts";
import { allowedFlags } from "../../charts/inference/vllm-flags.ts";
import type { KeepSpec } from "../../charts/keep-spec.ts";
import { anySpec } from "../charts/any-keep-spec.ts";
import { onAws, onEightRanks, onLaptop, onTwoNodes, workload } from "../charts/keep-specs.ts";

/** What dev/vllm/parse.py answers. */
interface Parsed {
  version: string;
  flags: string[];
  results: ({ values: Record<string, unknown> } | { error: string })[];
}

/** Reads command lines with vLLM's own parser, all in one process: it takes half a minute to load. */
function parse(lines: string[][]): Parsed {
  const python = resolve(process.env["MODELKEEP_VLLM"] ?? ".engine/vllm", "bin/python");
  if (!existsSync(python)) throw new Error(`no vLLM at ${python}: run dev/vllm/install, or name its folder in MODELKEEP_VLLM`);
  const said = execFileSync(python, ["dev/vllm/parse.py"], {
    input: JSON.stringify({ lines }),
    maxBuffer: 2 ** 28,
    stdio: ["pipe", "pipe", "ignore"],
  });
  return JSON.parse(said.toString());
}

/** As the kubelet puts in the variables of a group. */
const expanded = (line: string[]) =>
  line.map((word) =>
    word.replace("$(LWS_WORKER_INDEX)", "1").replace("$(LWS_LEADER_ADDRESS)", "model-server-0.model-server-0.modelkeep-demo-serving"),
  );

const serving = (name: string, base: KeepSpec): KeepSpec => ({ ...base, model: { ...base.model, name } });
const roles: ServerRole[] = ["single", "leader", "worker"];

/** Every model of the catalog on one node and on two, a laptop's, and two hundred others. */
const rendered = [
  ...models.flatMap(({ name }) => [
    vllmArguments(serving(name, onAws)),
    ...roles.slice(1).map((role) => vllmArguments(serving(name, onTwoNodes), role)),
  ]),
  vllmArguments(onLaptop),
  ...models.map(({ name }) => vllmArguments(serving(name, onEightRanks))),
  vllmArguments({ ...onAws, clients: [workload("a"), workload("b")] }),
  ...fc.sample(fc.tuple(anySpec, fc.constantFrom(...roles)), { numRuns: 200, seed: 4 }).map(([spec, role]) => vllmArguments(spec, role)),
].map(expanded);

/** Lines that must not pass, or the parser is not the one that it should be. */
const hostile = [
  { line: ["/weights", "--no-such-flag"], error: "unrecognized arguments: --no-such-flag" },
  { line: ["/weights", "--tensor-parallel-size=two"], error: "argument --tensor-parallel-size" },
  { line: ["/weights", "--max-model-len=many"], error: "argument --max-model-len" },
  { line: ["/weights", "--enable-auto-tool-choice"], error: "--enable-auto-tool-choice requires --tool-call-parser" },
  { line: ["/weights", "--fingerprint-mode=some"], error: "fingerprint-mode" },
  { line: ["/weights", "--speculative-config={"], error: "speculative-config" },
];

/** Flags that tests of the allow-list call forbidden, or that the issue names: the parser must know them, or forbidding them means nothing. */
const feared = [
  "--trust-remote-code",
  "--enable-lora",
  "--lora-modules",
  "--tool-server",
  "--tool-parser-plugin",
  "--reasoning-parser-plugin",
  "--middleware",
  "--enable-prompt-embeds",
  "--trust-request-chat-template",
  "--enable-log-requests",
  "--enable-log-outputs",
  "--host",
  "--port",
  "--api-key",
  "--allowed-origins",
  "--hf-token",
  "--worker-extension-cls",
  "--logits-processors",
  "--kv-transfer-config",
  "--profiler-config",
  "--config",
];

describe("vLLM's own argument parser", () => {
  let answer: Parsed;
  beforeAll(() => {
    answer = parse([...rendered, ...hostile.map(({ line }) => line)]);
  });

  it("is that of the release in the catalog", () => expect(answer.version).toBe("0.33.0"));

  it(`accepts every one of ${rendered.length} rendered command lines`, () => {
    const refused = answer.results
      .slice(0, rendered.length)
      .flatMap((result, index) => ("error" in result ? [{ line: rendered[index], ...result }] : []));
    expect(refused).toEqual([]);
  });

  it("reads from each what was meant", () => {
    const differ = answer.results.slice(0, rendered.length).filter((result) => {
      if ("error" in result) return true;
      const { values } = result;
      return (
        values["model_tag"] !== "/weights/checkpoint" ||
        values["load_format"] !== "safetensors" ||
        values["fingerprint_mode"] !== "none" ||
        values["disable_fastapi_docs"] !== true
      );
    });
    expect(differ).toEqual([]);
  });

  it("leaves everything dangerous at its default of off", () => {
    const touched = new Set(
      answer.results.slice(0, rendered.length).flatMap((result) => ("values" in result ? Object.keys(result.values) : [])),
    );
    const dangerous = feared.map((flag) => flag.slice(2).replaceAll("-", "_"));
    expect(dangerous.filter((name) => touched.has(name))).toEqual([]);
  });

  it("turns off what is rendered with `--no-`", () => {
    const spec = { ...onAws, clients: [workload("a"), workload("b")] };
    const two = rendered.findIndex((line) => line.join(" ") === vllmArguments(spec).join(" "));
    expect(answer.results[two]).toMatchObject({ values: { enable_prefix_caching: false } });
    const v32 = rendered.findIndex((line) => line.includes("--no-enable-flashinfer-autotune"));
    expect(answer.results[v32]).toMatchObject({ values: { enable_flashinfer_autotune: false } });
  });

  it("knows every flag of the allow-list", () => {
    const positive = allowedFlags.map(({ name }) => name.replace(/^--no-/, "--"));
    expect(positive.filter((name) => !answer.flags.includes(name))).toEqual([]);
  });

  test.each(feared)("knows %s, which the allow-list leaves out", (flag) => {
    expect(answer.flags).toContain(flag);
    expect(allowedFlags.map(({ name }) => name)).not.toContain(flag);
  });

  test.each(hostile.map(({ line, error }, index) => ({ line: line[1]!, error, index })))("refuses $line", ({ error, index }) => {
    expect(answer.results[rendered.length + index]).toEqual({ error: expect.stringContaining(error) });
  });
});
