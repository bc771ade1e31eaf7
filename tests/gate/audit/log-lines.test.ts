import fc from "fast-check";
import { expect, test } from "vitest";
import { AuditChain } from "../../../gate/audit/chain.ts";
import { logLines } from "../../../gate/audit/log-lines.ts";
import { verifyAudit } from "../../../gate/audit/verify.ts";
import { begun, ended, started } from "./records.ts";

const chain = new AuditChain("a".repeat(32));
const written = [started(), begun("x"), ended("x")].map((event) => chain.append(event, 0));

test.each<[what: string, as: (line: string) => string]>([
  ["as they were written", (line) => line],
  ["with the line ends of another system", (line) => `${line}\r`],
  ["by kubectl logs --prefix", (line) => `[pod/model-server-7f-x/gate] ${line}`],
  ["by kubectl logs --timestamps", (line) => `2026-12-01T02:03:04.5Z ${line}`],
  ["by Fluent Bit", (log) => JSON.stringify({ time: "2026-12-01", stream: "stdout", log: `${log}\n`, kubernetes: { pod_name: "x" } })],
  ["by CloudWatch Logs", (message) => JSON.stringify({ timestamp: 1, message, ingestionTime: 2 })],
])("records are found %s", { tags: ["gate-audit-wrapped"] }, (_, as) => {
  const lines = logLines(["starting", ...written.map(as), ""].join("\n"), "gate.log");
  expect(lines).toEqual(written.map((text, i) => ({ text, place: `gate.log:${i + 2}` })));
  expect(verifyAudit(lines)).toMatchObject({ problems: [], chains: [{ lines: 3 }] });
});

test("a record is not looked for in itself: its own fields may be called as those of a collector", () => {
  const line = '{"record":"request","message":"{}"}';
  expect(logLines(line)).toEqual([{ text: line, place: "line 1" }]);
});

test("any text has lines, or none", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const line of logLines(text)) expect(line.text.startsWith("{")).toBe(true);
    }),
  );
});
