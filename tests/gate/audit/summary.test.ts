import { expect, test } from "vitest";
import { sumAudit } from "../../../gate/audit/summary.ts";
import { begun, ended, logOf, recordsOf, started } from "./records.ts";

const evening = Date.UTC(2026, 10, 30, 23, 59);
const nothing = { answered: 0, cancelled: 0, failed: 0, refused: 0, refusedBy: {}, inputTokens: 0, outputTokens: 0, uncounted: 0 };

test("requests are summed by the day on which they ended, by client and model", { tags: ["gate-audit-sums"] }, () => {
  const chat = [
    ended("1"),
    ended("2", { inputTokens: 10, outputTokens: 1 }),
    ended("3", { outcome: "refused", rule: "body-size", status: 413, inputTokens: null, outputTokens: null }),
    ended("4", { outcome: "refused", rule: "tokens-per-minute", status: 429, inputTokens: null, outputTokens: null }),
    ended("5", { outcome: "refused", rule: "body-size", status: 413, inputTokens: null, outputTokens: null }),
    ended("6", { client: "crawler", outcome: "cancelled", inputTokens: null, outputTokens: null }),
    ended("7", { client: "crawler", outcome: "failed", rule: "model-server", status: 503, inputTokens: null, outputTokens: null }),
    ended("8", { client: "crawler", route: "models", inputTokens: null, outputTokens: null }),
  ];
  const records = [
    ...recordsOf(logOf([started(), begun("1"), ...chat], evening)),
    ...recordsOf(logOf([started(null, "qwen"), ended("9")], evening, "b".repeat(32))),
    ...recordsOf(logOf([started(), ended("10")], evening + 120_000, "c".repeat(32))),
  ];
  const notebook = { ...nothing, day: "2026-11-30", client: "notebook" };
  expect(sumAudit(records)).toEqual([
    {
      ...nothing,
      day: "2026-11-30",
      client: "crawler",
      model: "deepseek",
      requests: 3,
      answered: 1,
      cancelled: 1,
      failed: 1,
      refusedBy: { "model-server": 1 },
      uncounted: 1,
    },
    {
      ...notebook,
      model: "deepseek",
      requests: 5,
      answered: 2,
      refused: 3,
      refusedBy: { "body-size": 2, "tokens-per-minute": 1 },
      inputTokens: 15,
      outputTokens: 8,
    },
    { ...notebook, model: "qwen", requests: 1, answered: 1, inputTokens: 5, outputTokens: 7 },
    { ...notebook, day: "2026-12-01", model: "deepseek", requests: 1, answered: 1, inputTokens: 5, outputTokens: 7 },
  ]);
});

test("a record whose chain has no start is of an unknown model", () => {
  const [, record] = recordsOf(logOf([started(), ended("1")]));
  expect(sumAudit([record!])).toMatchObject([{ model: "unknown", requests: 1 }]);
});

test("nothing has no sums", () => {
  expect(sumAudit([])).toEqual([]);
});
