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
  expect(text).toMatch(/^Resources {2}\d{3} to create, \d+ of them protected: /m);
  expect(text).toMatch(/^Verdict {4}Shape only, not what would run: /m);
  expect(text).toMatch(/^Next {7}all its resources: npm run modelkeep -- preview --all\n/m);
  expect(text.split("\n").length).toBeLessThan(25);
});
