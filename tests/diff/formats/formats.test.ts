import { describe, expect, test } from "vitest";
import { diffReportSchema } from "../../../diff/formats/diff-schema.ts";
import { htmlDiff } from "../../../diff/formats/html/page.ts";
import { jsonDiff } from "../../../diff/formats/json.ts";
import { sarifDiff } from "../../../diff/formats/sarif.ts";
import { parseGates } from "../../../diff/gates/gate.ts";
import { gateVerdicts } from "../../../diff/gates/verdict.ts";
import type { Finding } from "../../../policies/judge/finding.ts";
import { keepDiff, stackDiff } from "../stack-diff.ts";
import { hostileDiff, hostileTexts } from "./hostile.ts";

const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: "aws-ec2-security-group-no-public-ingress",
  severity: "critical",
  enforcement: "mandatory",
  kind: "violation",
  urn: "urn:pulumi:dev::p::t::ssh",
  resource: "ssh",
  path: "cidrIpv4",
  message: "lets in the internet",
  ...more,
});

describe("JSON", () => {
  test.each(hostileTexts)("is of its schema, and says all, of %j", (text) => {
    const diff = hostileDiff(text);
    const gates = gateVerdicts(diff, parseGates("exposure"));
    const json = jsonDiff(diff, gates);
    const { schema, gates: verdicts, ...rest } = diffReportSchema.parse(JSON.parse(json));
    expect([schema, verdicts, rest]).toEqual(["modelkeep-diff/1", gates, JSON.parse(JSON.stringify(diff))]);
    expect(json.match(/[^\P{Cc}\n]|\p{Cf}/u)).toBeNull();
  });

  test("of another shape is refused by the schema", () => {
    const report = JSON.parse(jsonDiff(keepDiff(stackDiff())));
    expect(diffReportSchema.safeParse(report).success).toBe(true);
    expect(diffReportSchema.safeParse({ ...report, schema: "modelkeep-diff/2" }).success).toBe(false);
    expect(diffReportSchema.safeParse({ ...report, more: 1 }).success).toBe(false);
  });
});

describe("HTML", () => {
  test.each(hostileTexts)("has no tag, no script and no address of %j", { tags: ["html-without-tag-script-address"] }, (text) => {
    // A message of several lines is as many items of a list.
    const tags = (page: string) => page.match(/<\/?[a-z][a-z0-9]*/g)!.filter((tag) => !/^<\/?(?:li|code)$/.test(tag));
    const page = htmlDiff(hostileDiff(text), gateVerdicts(hostileDiff(text), parseGates("exposure")));
    expect(tags(page)).toEqual(tags(htmlDiff(hostileDiff("plain"), gateVerdicts(hostileDiff("plain"), parseGates("exposure")))));
    expect(page.match(/[^\P{Cc}\n]|\p{Cf}/u)).toBeNull();
    expect(page).not.toMatch(/ (?:src|href)="(?!#)/);
  });

  test("is one sentence where nothing changed", () => {
    const page = htmlDiff(keepDiff(stackDiff({ state: "unchanged" })));
    expect(page).toContain('<p class="sentence">No change to the keep.</p>');
    expect(page).not.toContain("<table");
  });
});

describe("SARIF", () => {
  test("has what is new as results of its rules, by stack, and not what is fixed", () => {
    const diff = keepDiff(
      stackDiff({ findings: { added: [finding()], fixed: [finding({ resource: "mended" })] } }),
      stackDiff({ stack: "other", state: "unchanged" }),
      stackDiff({ stack: "broken", state: "failed" }),
    );
    const { version, runs } = JSON.parse(sarifDiff(diff));
    expect([version, runs.map((run: { automationDetails: object }) => run.automationDetails)]).toEqual([
      "2.1.0",
      [{ id: "modelkeep/diff/dev/" }, { id: "modelkeep/diff/other/" }],
    ]);
    const [{ results, tool }] = runs;
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      ruleId: "aws-ec2-security-group-no-public-ingress",
      ruleIndex: 0,
      level: "error",
      baselineState: "new",
      message: { text: "ssh cidrIpv4: lets in the internet" },
    });
    expect(tool.driver.rules[0]).toMatchObject({ id: results[0].ruleId, properties: { "security-severity": expect.any(String) } });
  });

  test("suppresses what is waived, and describes what no rule of the pack is", () => {
    const waiver = { rule: "modelkeep-waivers", resource: "ssh", reason: "until the move", owner: "platform", expires: "2027-01-31" };
    const added = [finding({ rule: "modelkeep-waivers", kind: "waived", enforcement: "advisory", waiver })];
    const [{ results, tool }] = JSON.parse(sarifDiff(keepDiff(stackDiff({ findings: { added, fixed: [] } })))).runs;
    expect(results[0].suppressions).toEqual([
      { kind: "external", status: "accepted", justification: "until the move (platform, until 2027-01-31)" },
    ]);
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["modelkeep-waivers"]);
  });
});
