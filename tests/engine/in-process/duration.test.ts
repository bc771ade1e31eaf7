import fc from "fast-check";
import { expect, test } from "vitest";
import { durationSeconds } from "../../../engine/in-process/duration.ts";

test.each([
  ["90s", 90],
  ["5m", 300],
  ["1h30m", 5400],
  ["1.5h", 5400],
  ["250ms", 0.25],
  ["", undefined],
  ["5", undefined],
  ["5 minutes", undefined],
  ["-5m", undefined],
  ["m", undefined],
])("%s", (text, seconds) => {
  expect(durationSeconds(text)).toBe(seconds);
});

test("hours, minutes and seconds add up", () => {
  const small = fc.nat({ max: 99 });
  fc.assert(fc.property(small, small, small, (h, m, s) => durationSeconds(`${h}h${m}m${s}s`) === h * 3600 + m * 60 + s));
});
