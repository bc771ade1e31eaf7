import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { serverPod } from "../../../charts/inference/server-pod.ts";
import { modelServerName } from "../../../charts/names.ts";
import { seenGpus, serveOnce } from "../../../dev/gpu-check/serve-once.ts";
import { parts } from "../../charts/inference/pod-parts.ts";
import { onAws } from "../../charts/keep-specs.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "modelkeep-gpu-check-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** A driver that tells these lines. */
function driver(...lines: string[]): void {
  writeFileSync(join(folder, "nvidia-smi"), `#!/bin/sh\n${lines.map((line) => `echo '${line}'`).join("\n")}\n`, { mode: 0o755 });
  vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`);
}

test("GPUs are those of one type that are whole", async () => {
  driver("NVIDIA H200, 143771, 580.95, Disabled", "NVIDIA H200, 143771, 580.95, Disabled");
  expect(await seenGpus()).toEqual({ name: "NVIDIA H200", memoryMiB: 143_771, driver: "580.95" });
  driver("NVIDIA L40S, 46068, 580.95, [N/A]");
  expect(await seenGpus()).toMatchObject({ name: "NVIDIA L40S" });
  driver("NVIDIA H200, 143771, 580.95, Enabled");
  await expect(seenGpus()).rejects.toThrow("NVIDIA H200 is divided by MIG; accepted: whole GPUs");
  driver("NVIDIA H200, 143771, 580.95, Disabled", "NVIDIA L4, 23034, 580.95, [N/A]");
  await expect(seenGpus()).rejects.toThrow("accepted: one type");
});

test("a runner that is not there is said to be so", async () => {
  const pod = serverPod(onAws, parts, "single").spec;
  const container = pod.containers.find(({ name }) => name === modelServerName)!;
  const environment = { VLLM_ENGINE_READY_TIMEOUT_S: "600" };
  const facts = { model: "m", image: "i", gpus: 4, nodes: 1, command: ["x"], environment };
  const server = { pod, container, programs: {}, facts };
  vi.stubEnv("PATH", folder);
  const places = { checkpoint: folder, programs: folder, sockets: folder };
  await expect(serveOnce("podman", server, places)).rejects.toThrow(
    /^podman does not start: .*accepted: --runner docker or podman, on PATH/,
  );
  const timeless = { ...server, facts: { ...facts, environment: {} } };
  await expect(serveOnce("podman", timeless, places)).rejects.toThrow("how long a start may take");
});
