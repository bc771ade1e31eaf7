import { expect, test } from "vitest";
import { GateMetrics } from "../../../gate/metrics/gate-metrics.ts";
import type { RequestRecord } from "../../../gate/serve/record.ts";

const about = { gate: "sha256:g", policy: "sha256:p", weights: "sha256:w", model: "deepseek" };
const record = (otherwise: Partial<RequestRecord> = {}): RequestRecord => ({
  id: "canary",
  client: "notebook",
  identity: "key",
  route: "chat-completions",
  outcome: "answered",
  rule: undefined,
  status: 200,
  usage: { inputTokens: 5, outputTokens: 7 },
  bytesIn: 80,
  bytesOut: 40,
  waitedMs: 20,
  firstByteMs: 300,
  totalMs: 2_000,
  ...otherwise,
});
const refused = { outcome: "refused", status: 429, usage: undefined, waitedMs: 0, firstByteMs: undefined, totalMs: 0 } as const;

/** Samples by name and labels. */
async function samples(metrics: GateMetrics): Promise<Record<string, number>> {
  const lines = (await metrics.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]));
}

test("requests are counted by client, route, outcome and rule; tokens, bytes and times by who and what", {
  tags: ["gate-metrics"],
}, async () => {
  let waiting = 3;
  const metrics = new GateMetrics(about, () => waiting);
  for (const one of [record(), record(), record({ ...refused, rule: "tokens-per-minute" })]) metrics.count(one);
  metrics.count(record({ ...refused, client: "", route: undefined, rule: "credential-unknown", status: 401, bytesIn: 0 }));
  const got = await samples(metrics);
  const of = (outcome: string, rule: string) =>
    `modelkeep_gate_requests_total{client="notebook",route="chat-completions",outcome="${outcome}",rule="${rule}"}`;
  expect(got).toMatchObject({
    [of("answered", "none")]: 2,
    [of("refused", "tokens-per-minute")]: 1,
    'modelkeep_gate_requests_total{client="none",route="none",outcome="refused",rule="credential-unknown"}': 1,
    'modelkeep_gate_tokens_total{client="notebook",direction="input"}': 10,
    'modelkeep_gate_tokens_total{client="notebook",direction="output"}': 14,
    'modelkeep_gate_bytes_total{client="notebook",direction="in"}': 240,
    // Refusals say nothing of how long answers take.
    'modelkeep_gate_queue_seconds_count{route="chat-completions"}': 2,
    'modelkeep_gate_first_byte_seconds_bucket{le="0.25",route="chat-completions"}': 0,
    'modelkeep_gate_first_byte_seconds_bucket{le="0.5",route="chat-completions"}': 2,
    'modelkeep_gate_request_seconds_sum{route="chat-completions"}': 4,
    modelkeep_gate_waiting_requests: 3,
    'modelkeep_gate_info{gate="sha256:g",policy="sha256:p",weights="sha256:w",model="deepseek"}': 1,
  });
  expect(Object.keys(got).join()).not.toContain("canary");
  waiting = 0;
  expect((await samples(metrics))["modelkeep_gate_waiting_requests"]).toBe(0);
});

test("two gates of one process count for themselves", async () => {
  const [one, other] = [new GateMetrics(about, () => 0), new GateMetrics(about, () => 0)];
  one.count(record());
  expect(Object.keys(await samples(other)).filter((name) => name.includes("requests_total"))).toEqual([]);
});
