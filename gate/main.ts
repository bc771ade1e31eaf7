// The gate's process: node gate/main.ts CONFIG. Lines of the audit go to standard output, and what is wrong with its settings to standard error.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { Anchor } from "./audit/anchor.ts";
import { AuditChain, type AuditEvent } from "./audit/chain.ts";
import { endedEvent, startedEvent } from "./audit/events.ts";
import { type GateConfig, gateConfigSchema } from "./config.ts";
import { cacheSalt } from "./decide/cache-salt.ts";
import { digestOf } from "./digest.ts";
import { JwksFile } from "./identity/jwks-file.ts";
import { RequestGate } from "./serve/gate.ts";
import { listenOn } from "./serve/listen.ts";

/** Of HMAC with SHA-256. */
const shortestKey = 32;

try {
  const [path] = process.argv.slice(2);
  if (path === undefined) throw new Error("no settings are named; accepted: the path of a file");
  const text = readFileSync(path, "utf8");
  const read = gateConfigSchema.safeParse(JSON.parse(text));
  if (!read.success) throw new Error(`${path}: ${read.error.issues[0]!.path.join(".")}: ${read.error.issues[0]!.message}`);
  await start(read.data, digestOf(text));
} catch (error) {
  console.error(`gate: ${(error as Error).message}`);
  process.exit(1);
}

/** @param policy digest of the settings */
async function start(config: GateConfig, policy: string): Promise<void> {
  const own = digestOf(readFileSync(import.meta.filename));
  // What the pod says of its gate is what the evidence and the audit say.
  if (own !== config.gate) throw new Error(`the gate's own text has the digest ${own}; accepted: ${config.gate}`);
  const key = readFileSync(config.keyFile);
  if (key.length < shortestKey) throw new Error(`${config.keyFile} has ${key.length} bytes; accepted: at least ${shortestKey}`);
  const now = () => performance.now();
  const issuers = config.issuers.map(({ keysFile, ...issuer }) => ({ ...issuer, keys: new JwksFile(keysFile, now) }));
  // A file that is not there or not one of keys is told at the start; later, tokens are refused until it is right again.
  for (const { keys } of issuers) keys.keys();
  const anchor = new Anchor(config.anchorFile);
  const chain = new AuditChain(randomBytes(16).toString("hex"));
  const write = (event: AuditEvent) => {
    process.stdout.write(`${chain.append(event, Date.now())}\n`);
    anchor.write(chain.end!);
  };
  const gate = new RequestGate({
    model: { servedAs: config.model, thinkingBudgets: config.thinkingBudgets },
    clients: config.clients.map(({ rates, identities, ...grant }) => ({
      identities,
      grant: { ...grant, cacheSalt: cacheSalt(key, grant.client) },
      rates: { ...rates, tokensPerMinute: rates.tokensPerMinute ?? undefined },
    })),
    observers: config.observers,
    about: { gate: config.gate, policy, weights: config.weights, model: config.model },
    slots: config.slots,
    issuers,
    socketPath: config.upstream,
    now,
    date: Date.now,
    started: (record) => write(startedEvent(record)),
    record: (record) => write(endedEvent(record)),
  });
  write({ record: "gate-started", gate: config.gate, policy, model: config.model, weights: config.weights, after: anchor.before ?? null });
  const ended = await listenOn(config.listen, gate);
  process.on("SIGTERM", () => {
    void ended().then(() => process.exit(0));
  });
}
