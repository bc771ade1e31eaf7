import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import type { NetConnectOpts } from "node:net";
import { join } from "node:path";
import { certificateHeader } from "../../../gate/identity/credential.ts";
import { idHeader } from "../../../gate/serve/gate.ts";
import { envoyBinary } from "../../../tests/charts/front-door/envoy.ts";
import { freePort } from "../../../tests/tunnel/free-port.ts";
import { modelName } from "./chat.ts";
import { plainEnvoy } from "./envoy-config.ts";
import { clientName, writeGate } from "./gate-files.ts";
import type { Programs, Started } from "./programs.ts";

/** A way to the backend. */
export interface Door {
  name: string;
  where: NetConnectOpts;
  headers: Readonly<Record<string, string>>;
  /** The programs that it is made of; none where it is the backend itself. */
  parts: readonly { name: string; program: Started }[];
}

/** Where the backend is. */
export interface Backend {
  socket: string;
  port: number;
}

const root = join(import.meta.dirname, "../../..");
const loopback = (port: number) => ({ host: "127.0.0.1", port });

/** Starts every door that is there. @returns those, and what of others is missing */
export async function openDoors(programs: Programs, folder: string, backend: Backend): Promise<{ doors: Door[]; missing: string[] }> {
  const gate = openGate(programs, folder, backend);
  const peers = [
    { name: "LiteLLM", program: "litellm", open: openLiteLlm },
    { name: "vllm-router", program: "vllm-router", open: openRouter },
  ].map((peer) => ({ ...peer, path: join(root, ".engine", peer.program, "bin", peer.program) }));
  const doors = [
    { name: "backend alone", where: { path: backend.socket }, headers: {}, parts: [] },
    await openEnvoy(programs, "bare Envoy", folder, backend.socket, []),
    await openEnvoy(programs, "Envoy and gate", folder, gate.socket, [{ name: "gate", program: gate.program }]),
    gateAlone(openGate(programs, join(folder, "alone"), backend)),
  ];
  for (const { path, open } of peers) if (existsSync(path)) doors.push(await open(programs, path, folder, backend));
  return {
    doors,
    missing: peers
      .filter(({ path }) => !existsSync(path))
      .map(({ name }) => `${name} is not measured: dev/bench/gate/install puts it there`),
  };
}

interface OpenGate {
  socket: string;
  program: Started;
}

function openGate(programs: Programs, folder: string, backend: Backend): OpenGate {
  mkdirSync(folder, { recursive: true });
  const socket = join(folder, "gate.sock");
  const { program, config } = writeGate(folder, socket, backend.socket);
  return { socket, program: programs.start(process.execPath, [program, config], folder, join(folder, "audit.jsonl")) };
}

const gateAlone = ({ socket, program }: OpenGate): Door => ({
  name: "gate alone",
  where: { path: socket },
  headers: { [certificateHeader]: clientName, [idHeader]: "0d6c1b0e-7a55-4c8c-9a3e-6f2d5b1c9e77" },
  parts: [{ name: "gate", program }],
});

async function openEnvoy(programs: Programs, name: string, folder: string, upstream: string, behind: Door["parts"]): Promise<Door> {
  const port = await freePort();
  const config = join(folder, `envoy-${port}.json`);
  writeFileSync(config, JSON.stringify(plainEnvoy(port, upstream, join(folder, `envoy-${port}.log`), clientName)));
  const args = ["--config-path", config, "--concurrency", "1", "--use-dynamic-base-id", "--log-level", "error"];
  const program = programs.start(envoyBinary(), args, folder, join(folder, "envoy.out"));
  return { name, where: loopback(port), headers: {}, parts: [{ name: "Envoy", program }, ...behind] };
}

/** One worker with one key, without database, log lines or anything else that it could do besides. */
async function openLiteLlm(programs: Programs, path: string, folder: string, backend: Backend): Promise<Door> {
  const port = await freePort();
  const upstream = { model: `hosted_vllm/${modelName}`, api_base: `http://127.0.0.1:${backend.port}/v1`, api_key: "none" };
  const config = {
    model_list: [{ model_name: modelName, litellm_params: upstream }],
    litellm_settings: { telemetry: false, num_retries: 0 },
  };
  // JSON is YAML.
  writeFileSync(join(folder, "litellm.yaml"), JSON.stringify(config));
  const args = ["--config", join(folder, "litellm.yaml"), "--host", "127.0.0.1", "--port", String(port), "--num_workers", "1"];
  // Prices of models are read from the package, not fetched.
  const key = `sk-${randomBytes(32).toString("hex")}`;
  const env = { LITELLM_LOCAL_MODEL_COST_MAP: "True", LITELLM_LOG: "ERROR", LITELLM_MASTER_KEY: key };
  const program = programs.start(path, args, folder, join(folder, "litellm.out"), env);
  return { name: "LiteLLM", where: loopback(port), headers: { authorization: `Bearer ${key}` }, parts: [{ name: "LiteLLM", program }] };
}

async function openRouter(programs: Programs, path: string, folder: string, backend: Backend): Promise<Door> {
  const [port, metrics] = [await freePort(), await freePort()];
  // In turn: by its default it would look into each prompt for what a server may have cached of it, and there is one server.
  const worker = ["--worker-urls", `http://127.0.0.1:${backend.port}`, "--policy", "round_robin"];
  const args = [...worker, "--host", "127.0.0.1", "--port", String(port), "--prometheus-port", String(metrics), "--log-level", "error"];
  const program = programs.start(path, args, folder, join(folder, "router.out"));
  return { name: "vllm-router", where: loopback(port), headers: {}, parts: [{ name: "vllm-router", program }] };
}
