import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { runEvidenceDiff } from "../../../cli/verbs/evidence-diff.ts";
import { jsonReport } from "../../../evidence/report/render/json.ts";
import { reportOf } from "../../evidence/report/reported.ts";
import { captured } from "./captured.ts";

const cwd = mkdtempSync(join(tmpdir(), "modelkeep-diff-"));

async function run(before: string, after: string, more: Partial<Parameters<typeof runEvidenceDiff>[2]> = {}) {
  return captured(() => runEvidenceDiff(before, after, { failOn: "never", cwd, ...more }));
}

beforeAll(async () => {
  const opened = await reportOf("on-prem", (program) => {
    program
      .inputs("modelkeep-on-prem-serving/grant-search", "NetworkPolicy")
      ["spec"]["ingress"][0]["ports"].push({ port: 9901, protocol: "TCP" });
  });
  writeFileSync(join(cwd, "before.json"), jsonReport(await reportOf("on-prem")));
  writeFileSync(join(cwd, "after.json"), jsonReport(opened));
  writeFileSync(join(cwd, "text.json"), "no report");
  writeFileSync(join(cwd, "other.json"), '{"schema":"modelkeep-evidence/0"}');
  writeFileSync(join(cwd, "half.json"), '{"schema":"modelkeep-evidence/4"}');
});

describe("what changed", () => {
  test("is nothing, and no text, between a report and itself, whatever would fail", async () => {
    for (const failOn of ["never", "wider", "any"] as const)
      expect(await run("before.json", "before.json", { failOn })).toEqual({ status: 0, out: "", err: "" });
  });

  test("is printed by direction", async () => {
    const { out } = await run("before.json", "after.json");
    expect(out).toMatch(/^Wider or weaker \(\d+\)\n {2}port {7}from Client search .*ports were TCP 8443 and are TCP 8443,9901/);
  });

  test("is JSON for machines", async () => {
    const { changes } = JSON.parse((await run("before.json", "after.json", { json: true })).out);
    expect(changes).toContainEqual(expect.objectContaining({ kind: "port", direction: "wider" }));
  });

  test("fails only where it was asked to", async () => {
    const statuses: number[] = [];
    for (const failOn of ["never", "wider", "any"] as const) statuses.push((await run("before.json", "after.json", { failOn })).status);
    expect(statuses).toEqual([0, 1, 1]);
  });
});

test.each([
  ["text.json", "text.json is not valid JSON; accepted: an evidence.json written by `modelkeep evidence --out`"],
  ["other.json", 'has the schema "modelkeep-evidence/0"; accepted: modelkeep-evidence/4'],
  ["half.json", "half.json is not a complete report: subject"],
])("%s is refused with one message", async (file, message) => {
  const { status, out, err } = await run(file, "before.json");
  expect([status, out]).toEqual([2, ""]);
  expect(err).toContain(message);
  expect(err.match(/^error: /gm)).toHaveLength(1);
});
