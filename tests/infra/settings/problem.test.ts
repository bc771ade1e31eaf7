import { describe, expect, it } from "vitest";
import { formatPath, formatProblems, problemAt } from "../../../infra/settings/problem.ts";

describe("formatPath", () => {
  it.each([
    [["clients", 0, "limits", "inputTokens"], "clients[0].limits.inputTokens"],
    [[], "modelkeep:keep"],
    [["target", "nodeSelector", "nvidia.com/gpu"], 'target.nodeSelector["nvidia.com/gpu"]'],
    [["tags", ""], 'tags[""]'],
    [["a\nb"], '["a\\nb"]'],
  ])("writes %j as %s", (path, text) => {
    expect(formatPath(path)).toBe(text);
  });

  it("cuts a name without end", () => {
    expect(formatPath(["tags", "x".repeat(5000)]).length).toBeLessThan(100);
  });
});

describe("problemAt", () => {
  it.each([
    ["eu", '"eu"'],
    [null, "null"],
    [[1, 2], "[1,2]"],
    ["a\nb", '"a\\nb"'],
    ["\u001b[31mred\u009b", '"\\u001b[31mred\\u{9b}"'],
    ["right\u202Eleft", '"right\\u{202e}left"'],
  ])("shows %j on one line", (value, text) => {
    expect(problemAt("x", value, "m").value).toBe(text);
  });

  it("cuts a huge value", () => {
    expect(problemAt("x", "y".repeat(100_000), "m").value).toHaveLength(83);
  });

  it("shows no value where nothing stands", () => {
    expect(problemAt("x", undefined, "is missing")).toEqual({ path: "x", message: "is missing" });
  });
});

describe("formatProblems", () => {
  it("gives each problem a line and says that nothing was created", () => {
    expect(formatProblems([problemAt("a", 1, "is too small"), problemAt("b", undefined, "is missing")])).toBe(
      "modelkeep:keep has 2 problems; nothing was created\n  a: 1 is too small\n  b: is missing",
    );
  });

  it("counts one problem as one", () => {
    expect(formatProblems([problemAt("a", 1, "is too small")])).toMatch(/^modelkeep:keep has 1 problem; /);
  });

  it("tells twenty and counts the rest", () => {
    const lines = formatProblems(Array.from({ length: 23 }, (_, i) => problemAt(`a[${i}]`, i, "is wrong"))).split("\n");
    expect(lines).toHaveLength(22);
    expect(lines[0]).toContain("23 problems");
    expect(lines[20]).toBe("  a[19]: 19 is wrong");
    expect(lines[21]).toBe("  and 3 more, shown when these are fixed");
  });
});
