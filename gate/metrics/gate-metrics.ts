import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { RequestRecord } from "../serve/record.ts";

/** What the gate says of itself, each a label of one series of value 1. */
export interface GateIdentity {
  /** Digests of its text, of its settings, and of the lockfile of the weights. */
  gate: string;
  policy: string;
  weights: string;
  model: string;
}

/** Seconds: from an answer out of a cache to one that writes for an hour. */
const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];
/** In place of a client, route or rule that there is not. */
const none = "none";

/**
 * Counters and histograms of a gate, of names from its settings and of its rules alone: no label holds what a client may choose, so there are as many
 * series as the settings allow, and none of them says a word of a request.
 */
export class GateMetrics {
  readonly #registry = new Registry();
  readonly #requests = new Counter({
    name: "modelkeep_gate_requests_total",
    help: "Requests that have ended, by how, and by the rule that refused them.",
    labelNames: ["client", "route", "outcome", "rule"] as const,
    registers: [this.#registry],
  });
  readonly #tokens = new Counter({
    name: "modelkeep_gate_tokens_total",
    help: "Tokens as the model server counted them.",
    labelNames: ["client", "direction"] as const,
    registers: [this.#registry],
  });
  readonly #bytes = new Counter({
    name: "modelkeep_gate_bytes_total",
    help: "Bytes of bodies.",
    labelNames: ["client", "direction"] as const,
    registers: [this.#registry],
  });
  readonly #waited = this.#seconds("modelkeep_gate_queue_seconds", "Seconds for which a request waited for its turn.");
  readonly #firstByte = this.#seconds("modelkeep_gate_first_byte_seconds", "Seconds from a whole request to the first byte of its answer.");
  readonly #total = this.#seconds("modelkeep_gate_request_seconds", "Seconds from a whole request to the end of its answer.");

  /** @param waiting requests that wait for their turn, asked when metrics are */
  constructor(identity: GateIdentity, waiting: () => number) {
    const { gate, policy, weights, model } = identity;
    new Gauge({
      name: "modelkeep_gate_info",
      help: "What judges, and for which model: digests of the gate's text, of its settings and of the lockfile of the weights.",
      labelNames: ["gate", "policy", "weights", "model"],
      registers: [this.#registry],
    }).set({ gate, policy, weights, model }, 1);
    new Gauge({
      name: "modelkeep_gate_waiting_requests",
      help: "Requests that wait for their turn.",
      registers: [this.#registry],
      collect() {
        this.set(waiting());
      },
    });
    new Gauge({
      name: "process_resident_memory_bytes",
      help: "Memory of the gate's process.",
      registers: [this.#registry],
      collect() {
        this.set(process.memoryUsage.rss());
      },
    });
  }

  /** Counts a request that has ended. */
  count({ client, route = none, outcome, rule = none, usage, bytesIn, bytesOut, waitedMs, firstByteMs, totalMs }: RequestRecord): void {
    const who = client === "" ? none : client;
    this.#requests.inc({ client: who, route, outcome, rule });
    this.#bytes.inc({ client: who, direction: "in" }, bytesIn);
    this.#bytes.inc({ client: who, direction: "out" }, bytesOut);
    if (usage !== undefined) {
      this.#tokens.inc({ client: who, direction: "input" }, usage.inputTokens);
      this.#tokens.inc({ client: who, direction: "output" }, usage.outputTokens);
    }
    if (outcome === "refused") return;
    this.#waited.observe({ route }, waitedMs / 1_000);
    if (firstByteMs !== undefined) this.#firstByte.observe({ route }, firstByteMs / 1_000);
    this.#total.observe({ route }, totalMs / 1_000);
  }

  /** All of them in Prometheus' text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  #seconds(name: string, help: string) {
    return new Histogram({ name, help, buckets, labelNames: ["route"] as const, registers: [this.#registry] });
  }
}
