import { expect, it } from "vitest";
import { cpuSeconds, processOf } from "../../../../dev/bench/gate/cpu.ts";

const line = (pid: number, parent: number, times: string) =>
  `${pid} (a) b) (c) S ${parent} 1 1 0 -1 4194560 9 0 0 0 ${times} 20 0 1 0 100 4096 5`;

it("reads a process whose name has brackets and spaces, with its children that have ended", () => {
  expect(processOf(line(12, 3, "100 20 3 4"))).toEqual({ pid: 12, parent: 3, ticks: 127 });
});

it("adds up what a process has started, and what that has started, and nothing else", () => {
  const all = [line(10, 1, "100 0 0 0"), line(11, 10, "0 50 0 0"), line(12, 11, "0 0 25 0"), line(20, 1, "9999 0 0 0")].map(processOf);
  expect(cpuSeconds(10, all)).toBe(1.75);
  expect(() => cpuSeconds(99, all)).toThrow("process 99 has ended");
});

it.runIf(process.platform === "linux")("grows while this process works", () => {
  const before = cpuSeconds(process.pid);
  const from = process.cpuUsage();
  while (process.cpuUsage(from).user < 50_000);
  expect(cpuSeconds(process.pid)).toBeGreaterThan(before);
});
