import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KeepSpec } from "../../charts/keep-spec.ts";
import { onLaptop, workload } from "../charts/keep-specs.ts";

/** A tiny checkpoint, and the laptop's keep with it. */
export interface Tiny {
  spec: KeepSpec;
  checkpoint: string;
  remove(): void;
}

/** Makes a checkpoint of random weights and a keep that serves it to one client, two requests at once. */
export function tiny(architecture: string): Tiny {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-tiny-"));
  const checkpoint = execFileSync("dev/vllm-cpu/tiny-checkpoint", [folder, "--architecture", architecture], { encoding: "utf8" }).trim();
  const name = checkpoint.split("/").at(-2)!;
  const model = { ...onLaptop.model, name, servedAs: name, checkpointBytes: 75_000_000, sequenceCacheBytes: 64 * 2 ** 20 };
  const clients = [workload("notebook", { concurrent: 2, inputTokens: 2048, outputTokens: 1024 })];
  return {
    spec: { ...onLaptop, model, clients, concurrent: 2, hardware: { ...onLaptop.hardware, vcpus: 2, memoryGiB: 8 } },
    checkpoint,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
