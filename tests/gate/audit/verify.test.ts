import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AuditChain } from "../../../gate/audit/chain.ts";
import type { ChainEnd } from "../../../gate/audit/line.ts";
import { logLines } from "../../../gate/audit/log-lines.ts";
import { verifyAudit as verify } from "../../../gate/audit/verify.ts";
import { begun, ended, started } from "./records.ts";

const verifyAudit = (text: string) => verify(logLines(text));
/** Lines of one start of a gate with so many requests. */
function chain(start: string, requests: number, after: ChainEnd | null = null): { lines: string[]; end: ChainEnd } {
  const made = new AuditChain(start.repeat(32));
  const lines = [made.append(started(after), 0)];
  for (let i = 0; i < requests; i++) lines.push(made.append(begun(`${start}${i}`), i), made.append(ended(`${start}${i}`), i + 1));
  return { lines, end: made.end! };
}
const one = chain("a", 3);
const next = chain("b", 2, one.end);
const all = [...one.lines, ...next.lines];
const kinds = (lines: readonly string[]) => [...new Set(verifyAudit(lines.join("\n")).problems.map(({ kind }) => kind))];

describe("a log as it was written", () => {
  it("has nothing wrong, among lines of others, in chains that took turns", () => {
    const mixed = ["starting", ...one.lines.flatMap((line) => [line, '{"record":"request"}', "{}", "[1]"]), ...next.lines, ""];
    const { records, ...verdict } = verifyAudit(mixed.join("\n"));
    expect(records.map(({ text }) => text)).toEqual(all);
    expect(verdict).toEqual({
      chains: [
        { start: "a".repeat(32), lines: 7, unended: [] },
        { start: "b".repeat(32), lines: 5, unended: [] },
      ],
      problems: [],
    });
  });

  it("shows requests of a gate that was killed", () => {
    const killed = new AuditChain("c".repeat(32));
    const lines = [started(), begun("x"), begun("y"), ended("x")].map((event) => killed.append(event, 0));
    expect(verifyAudit(lines.join("\n"))).toMatchObject({ problems: [], chains: [{ unended: ["y"] }] });
  });

  it("has one line more than a gate that was killed had noted", () => {
    const noted = new AuditChain("c".repeat(32));
    const lines = [noted.append(started(), 0), noted.append(begun("x"), 0)];
    const { lines: after } = chain("d", 0, noted.end!);
    expect(kinds([...lines, noted.append(begun("y"), 0), ...after])).toEqual([]);
    expect(kinds([...lines, noted.append(begun("z"), 0), noted.append(begun("y"), 0), ...after])).not.toEqual([]);
  });

  it("is a log of nothing", () => {
    expect(verifyAudit("")).toEqual({ chains: [], problems: [], records: [] });
  });
});

describe("a log that is not as it was written", () => {
  const without = (...places: number[]) => all.filter((_, i) => !places.includes(i));
  const edited = (place: number, from: string, to: string) => all.map((line, i) => (i === place ? line.replace(from, to) : line));
  it.each<[string, string[], string[]]>([
    ["a line is taken out", without(3), ["missing"]],
    ["the first line is taken out", without(0), ["missing"]],
    ["the last lines before the next start are taken out", without(5, 6), ["cut-off"]],
    ["a whole chain is taken out", next.lines, ["missing"]],
    ["a name is another", edited(3, "notebook", "crawler"), ["edited"]],
    ["a number is another", edited(4, '"outputTokens":7', '"outputTokens":1'), ["edited"]],
    ["the last line of a chain is another", edited(6, "answered", "refused"), ["cut-off"]],
    ["a field is new", edited(3, "{", '{"note":"x",'), ["unreadable", "missing"]],
    ["two lines are swapped", [...all.slice(0, 3), all[4]!, all[3]!, ...all.slice(5)], ["reordered"]],
    ["a line stands twice", [...all.slice(0, 4), all[3]!, ...all.slice(4)], ["repeated"]],
    ["a chain begins in its middle", [new AuditChain("d".repeat(32)).append(begun("x"), 0)], ["no-start"]],
    [
      "a chain went on after the next has started",
      [...all, ...chain("c", 0, { ...one.end, sequence: 4, hash: "0".repeat(64) }).lines],
      ["cut-off"],
    ],
  ])("%s", { tags: ["gate-audit-kinds"] }, (_, lines, expected) => {
    expect(kinds(lines)).toEqual(expected);
  });

  it("in its messages names lines and no content", () => {
    const { problems } = verifyAudit(edited(3, "notebook", "canary").join("\n"));
    expect(problems).toEqual([
      { kind: "edited", start: "a".repeat(32), place: "line 4", message: "line 4 or line 5 is not as it was written" },
    ]);
  });
});

it("any line that is changed, taken out, moved or doubled is found, but for the end of the last chain", () => {
  const within = fc.integer({ min: 0, max: all.length - 2 });
  const change = fc.oneof(
    within.map((i) => all.filter((_, j) => j !== i)),
    fc.tuple(within, fc.nat(), fc.string({ minLength: 1, maxLength: 1 })).map(([i, place, letter]) => {
      const at = place % all[i]!.length;
      return all.map((line, j) => (j === i ? line.slice(0, at) + letter + line.slice(at + 1) : line));
    }),
    fc.tuple(within, within).map(([i, j]) => {
      const lines = all.filter((_, k) => k !== i);
      lines.splice(j, 0, all[i]!);
      return lines;
    }),
    fc.tuple(within, within).map(([i, j]) => [...all.slice(0, j), all[i]!, ...all.slice(j)]),
  );
  fc.assert(
    fc.property(change, (lines) => {
      // Chains that took turns stand side by side in any order; within each the order counts.
      const order = (of: readonly string[], start: string) =>
        of.filter((line) => line.lastIndexOf(`"start":"${start}`) > line.lastIndexOf(`"start":"${start === "a" ? "b" : "a"}`)).join();
      fc.pre(lines.join() !== all.join() && ["a", "b"].some((start) => order(lines, start) !== order(all, start)));
      expect(kinds(lines)).not.toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
