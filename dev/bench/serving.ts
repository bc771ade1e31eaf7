// `npm run bench:serving`: what the front door costs in front of a real vLLM on a CPU with random weights: the same requests, in turn, on the
// bare socket and through Envoy with mutual TLS, in one run. Seconds are this machine's; the ratio is what to look at.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clientIdentity } from "../../charts/front-door/client-identity.ts";
import { serverName } from "../../tests/charts/front-door/call.ts";
import { Issuer } from "../../tests/charts/front-door/certificates.ts";
import { Envoy } from "../../tests/charts/front-door/envoy.ts";
import { until } from "../../tests/support/until.ts";
import { tiny } from "../../tests/vllm/tiny.ts";
import { ConfinedServer } from "../vllm-cpu/confined-server.ts";

/** Requests of each kind and way, after some that do not count; and tokens of an answer. */
const rounds = 60;
const warmUp = 5;
const tokens = 8;

/** A way to the server: sends one request and ends when its answer is whole. */
type Way = (path: string, body?: object) => Promise<void>;

function way(request: typeof httpRequest | typeof httpsRequest, options: object): Way {
  return (path, body) =>
    new Promise((done, failed) => {
      const asked = request(
        { ...options, path, method: body ? "POST" : "GET", headers: { "content-type": "application/json" } },
        (answer) => {
          answer.resume().on("end", () => (answer.statusCode === 200 ? done() : failed(new Error(`${path} answers ${answer.statusCode}`))));
        },
      );
      asked.on("error", failed);
      asked.end(body && JSON.stringify(body));
    });
}

const at = (sorted: readonly number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;

/** Milliseconds of a request by each way, one after the other, so that a drift of the machine meets both. */
async function latencies(ways: Record<string, Way>, path: string, body?: object): Promise<Record<string, number[]>> {
  const taken: Record<string, number[]> = {};
  for (let round = -warmUp; round < rounds; round++)
    for (const [name, ask] of Object.entries(ways)) {
      const started = performance.now();
      await ask(path, body);
      taken[name] ??= [];
      if (round >= 0) taken[name].push(performance.now() - started);
    }
  for (const list of Object.values(taken)) list.sort((a, b) => a - b);
  return taken;
}

/** Requests a second where as many as the grant allows are under way all the time. */
async function rate(ask: Way, atOnce: number, path: string, body: object): Promise<number> {
  const started = performance.now();
  const one = async () => {
    for (let request = 0; request < rounds / atOnce; request++) await ask(path, body);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return rounds / ((performance.now() - started) / 1000);
}

const model = tiny("qwen2");
const server = new ConfinedServer(model.spec, model.checkpoint);
const folder = mkdtempSync(join(tmpdir(), "modelkeep-bench-"));
const clients = new Issuer(join(folder, "clients"), "clients");
const servers = new Issuer(join(folder, "servers"), "servers");
const envoy = await Envoy.prepare(model.spec, servers.issue({ names: [`DNS:${serverName}`], usage: "serverAuth" }), clients.authority);
try {
  const started = performance.now();
  await until("the server answers or ends", async () => !server.running || (await server.probe("ready", 20)) === 0);
  if (!server.running) throw new Error(`the server ended:\n${server.log.slice(-4000)}`);
  const start = (performance.now() - started) / 1000;
  symlinkSync(server.socket, envoy.paths.socket);
  execFileSync("chmod", ["755", folder]);
  await envoy.start();
  const { cert, key } = clients.issue({ names: [`URI:${clientIdentity(model.spec.name, "notebook")}`] });
  const keep = { keepAlive: true, maxSockets: 2 };
  const tls = { host: envoy.paths.address, port: envoy.paths.port, servername: serverName, ca: servers.cert, cert, key };
  const ways = {
    socket: way(httpRequest, { socketPath: server.socket, agent: new HttpAgent(keep) }),
    "front door": way(httpsRequest, { ...tls, agent: new HttpsAgent(keep) }),
  };
  const completion = { model: model.spec.model.servedAs, prompt: "1", max_tokens: tokens, ignore_eos: true };
  console.log(`first token ${start.toFixed(0)} s after the start; ${rounds} requests of each kind and way, in turn\n`);
  for (const [kind, path, body] of [
    ["GET /v1/models", "/v1/models", undefined],
    [`completion of ${tokens} tokens`, "/v1/completions", completion],
  ] as const) {
    const taken = await latencies(ways, path, body);
    const [bare, door] = [taken["socket"]!, taken["front door"]!];
    for (const [name, list] of Object.entries(taken))
      console.log(`${kind.padEnd(26)} ${name.padEnd(12)} p50 ${at(list, 0.5).toFixed(2)} ms, p95 ${at(list, 0.95).toFixed(2)} ms`);
    const added = at(door, 0.5) - at(bare, 0.5);
    console.log(
      `${kind.padEnd(26)} ${"ratio".padEnd(12)} p50 ${(at(door, 0.5) / at(bare, 0.5)).toFixed(2)}, ${added.toFixed(2)} ms more\n`,
    );
  }
  const atOnce = model.spec.clients[0]!.limits.concurrent;
  const rates = {
    socket: await rate(ways.socket, atOnce, "/v1/completions", completion),
    door: await rate(ways["front door"], atOnce, "/v1/completions", completion),
  };
  console.log(
    `${atOnce} at once, completions of ${tokens} tokens: ${rates.door.toFixed(1)} requests/s through the front door, ${rates.socket.toFixed(1)} on the socket, ratio ${(rates.door / rates.socket).toFixed(2)}`,
  );
} finally {
  await envoy.end();
  await server.remove();
  model.remove();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
