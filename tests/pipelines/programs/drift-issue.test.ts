import { expect, it } from "vitest";
import { driftIssue, driftMarker, readDrift } from "../../../pipelines/programs/drift-issue.ts";

const bytes = (text: string) => Buffer.from(text);

it("does not take a report without a state for good news", { tags: ["drift-report-without-state"] }, () => {
  expect(readDrift("demo", bytes("same\nx"))).toEqual({ stack: "demo", state: "same", report: "x" });
  for (const text of ["", "SAME\n", "all is well\n", "<html>"]) expect(readDrift("demo", bytes(text)).state).toBe("unknown");
  expect(readDrift("demo", undefined)).toMatchObject({ state: "unknown", report: expect.stringContaining("its log has the reason") });
});

it("is no issue where every stack is as it should be, and an error where none was looked at", () => {
  expect(driftIssue([readDrift("demo", bytes("same\n"))], "log")).toBeUndefined();
  expect(() => driftIssue([], "log")).toThrow("no stack was checked");
});

it("fits an issue, however many stacks have however much to say", () => {
  const drifts = Array.from({ length: 40 }, (_, n) => readDrift(`stack-${n}`, bytes(`drifted\n${"x".repeat(50_000)}`)));
  const body = driftIssue(drifts, "https://example.org/log") ?? "";
  expect(body.startsWith(driftMarker)).toBe(true);
  expect(body.length).toBeLessThan(65_536);
  for (const { stack } of drifts) expect(body).toContain(`\`${stack}\``);
});
