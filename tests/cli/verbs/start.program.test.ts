import { afterEach, expect, test, vi } from "vitest";
import { startVerb } from "../../../cli/verbs/start.ts";

afterEach(() => {
  process.exitCode = undefined;
});

test("ends with the demo keep and what to do next", async () => {
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await startVerb().parseAsync([], { from: "user" });
  const text = out.mock.calls.map(([written]) => written).join("");
  vi.restoreAllMocks();
  expect(process.exitCode).toBe(0);
  expect(text).toMatch(/^Previewing stack demo:\n/);
  expect(text).toMatch(/Resources:\n {4}\+ \d{2,} to create: /);
  expect(text.trimEnd().split("\n").at(-5)).toBe("Next:");
});
