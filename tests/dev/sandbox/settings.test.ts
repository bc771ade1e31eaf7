import { expect, test } from "vitest";
import { keepOf, sandboxStackFile } from "../../../dev/sandbox/settings.ts";
import { parseKeep } from "../../../infra/settings/parse.ts";

const digest = `sha256:${"a".repeat(64)}`;
const settings = {
  images: { "vllm-cpu": `registry.local/vllm@${digest}`, envoy: `registry.local/envoy@${digest}` },
  model: "DeepSeek-R1-Distill-Qwen-1.5B",
  lock: "models/tiny.lock.json",
  node: { vcpus: 2, memoryGiB: 12 },
  replicas: 1,
  clients: ["notebook", "crawler"],
};
const parsed = (changes: object) => parseKeep(keepOf(sandboxStackFile({ ...settings, ...changes })), { stack: "sandbox", now: new Date() });

test("the example with the images, the lockfile and the clients of a sandbox is a keep that may be deployed", () => {
  const { served, run } = parsed({});
  const [{ clients, model, capacity }] = served;
  expect(clients.map(({ name, from }) => [name, from])).toEqual([
    ["notebook", { kind: "workload", namespace: "default", serviceAccount: "notebook" }],
    ["crawler", { kind: "workload", namespace: "default", serviceAccount: "crawler" }],
  ]);
  expect(model.lock).toBe("models/tiny.lock.json");
  expect(capacity.replicas).toEqual({ min: 1, max: 1 });
  expect(run.server.reference).toContain(digest);
});

test("several replicas read one volume, and each client may have other limits than the example's", () => {
  const limits = { requestsPerMinute: 1200, concurrent: 4, inputTokens: 2048, outputTokens: 1024 };
  const [{ clients, capacity }] = parsed({ replicas: 2, limits }).served;
  expect(capacity.replicas).toEqual({ min: 2, max: 2 });
  expect(clients.map((client) => client.limits)).toEqual([limits, limits]);
});
