import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { sarifReport } from "../../../../evidence/report/render/sarif.ts";
import { examples, reportOf, troubled, waive, waiver } from "../reported.ts";

const schema = JSON.parse(readFileSync(new URL("../../../fixtures/sarif/sarif-2.1.0.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(schema);

interface Result {
  ruleId: string;
  ruleIndex: number;
  kind: string;
  level: string;
  message: { text: string };
  suppressions?: { justification: string }[];
  codeFlows?: { threadFlows: { locations: { location: { message: { text: string } } }[] }[] }[];
}
interface Log {
  runs: { tool: { driver: { rules: { id: string }[] } }; results: Result[] }[];
}

function logOf(report: Awaited<ReturnType<typeof reportOf>>) {
  const log = JSON.parse(sarifReport(report)) as Log;
  expect(validate(log), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  return { rules: log.runs[0]!.tool.driver.rules, results: log.runs[0]!.results };
}

test("the schema refuses what is no SARIF, so that it can tell", () => {
  expect(validate({ version: "2.1.0", runs: [{ tool: {} }] })).toBe(false);
});

test.each(examples)("the log of %s is what the schema says, with every rule and proof", async (stack) => {
  const report = await reportOf(stack);
  const { rules, results } = logOf(report);
  expect(rules.map(({ id }) => id)).toEqual([...report.rules.map(({ name }) => name), ...report.proofs.map(({ id }) => `proof/${id}`)]);
  expect(results).toHaveLength(report.findings.length);
});

describe("results", () => {
  test("of a refuted proof have its path as a thread", { tags: ["refuted-proof-path-in-sarif"] }, async () => {
    const { rules, results } = logOf(await troubled());
    const refuted = results.filter(({ ruleId }) => ruleId === "proof/no-way-in");
    expect(refuted[0]).toMatchObject({
      kind: "fail",
      level: "error",
      message: { text: expect.stringContaining("is reached from the internet") },
    });
    const steps = refuted[0]!.codeFlows![0]!.threadFlows[0]!.locations.map(({ location }) => location.message.text);
    expect(steps[0]).toBe("the internet: sends packets");
    expect(steps.length).toBeGreaterThan(3);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
  });

  test("of a waived violation are suppressed with the reason, its signer and its last day", async () => {
    const { results } = logOf(await reportOf("r1-distill-32b", (program) => waive(program, waiver)));
    const suppressed = results.filter(({ suppressions }) => suppressions);
    expect(suppressed.map(({ ruleId, suppressions }) => [ruleId, suppressions![0]!.justification])).toEqual([
      [waiver.rule, `${waiver.reason} (${waiver.owner}, until ${waiver.expires})`],
    ]);
  });

  test("of a waiver that is wrong stand under a rule of their own", async () => {
    const { rules, results } = logOf(await reportOf("r1-distill-32b", (program) => waive(program, { ...waiver, expires: "2020-01-01" })));
    const result = results.find(({ ruleId }) => ruleId === "modelkeep-waivers");
    expect(result).toMatchObject({ kind: "fail", level: "error" });
    expect(rules[result!.ruleIndex]?.id).toBe("modelkeep-waivers");
  });

  test("of what is undecided are open, and say what is unknown", async () => {
    const report = await reportOf("r1-distill-32b", (program) =>
      program.add("aws:appmesh/mesh:Mesh", "unknown", { name: "a type that no graph knows" }),
    );
    const { results } = logOf(report);
    expect(results.filter(({ ruleId }) => ruleId.startsWith("proof/"))).toContainEqual(
      expect.objectContaining({
        kind: "open",
        level: "none",
        message: { text: expect.stringContaining("Undecided because of missing information") },
      }),
    );
    // The proofs leave it open; the pack refuses what nothing judges.
    expect(report.verdict.state).toBe("reject");
  });
});
