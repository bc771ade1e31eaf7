import { describe, expect, test } from "vitest";
import { verdictReport } from "../../../../cli/view/verdict-report.ts";
import { buildReport } from "../../../../evidence/report/build-report.ts";
import { reportSchema } from "../../../../evidence/report/model/report.ts";
import { htmlReport } from "../../../../evidence/report/render/html/page.ts";
import { markdownReport } from "../../../../evidence/report/render/markdown.ts";
import { restsOn } from "../../../../evidence/report/render/rests-on.ts";
import { paintFor } from "../../../../terminal/paint.ts";
import { evidenceOf, kit, reportOf } from "../reported.ts";

const types = {
  judged: 40,
  harmless: 3,
  unknown: 1,
  forbidden: 0,
  own: 1,
  rows: [
    { type: "aws:ec2/vpc:Vpc", state: "judged" as const, resources: 1, by: "aws-ec2-vpc-flow-log" },
    { type: "aws:ssm/association:Association", state: "unknown" as const, resources: 2, by: "nothing" },
    { type: "aws:x/y:Z", state: "own" as const, resources: 2, by: "ours: <b>it holds nothing</b>" },
  ],
};
const modified = { ...kit, state: "modified" as const, differing: [{ path: "charts/front-door/tls.ts", how: "changed" as const }] };
const report = buildReport({ ...(await evidenceOf("on-prem", undefined, { kit: modified })), types });
const ground = (title: RegExp) => restsOn(report).find((one) => title.test(one.title))!;

test("what a signer asks first stands first: release, types, issuers", { tags: ["first-page-order"] }, () => {
  expect(
    restsOn(report)
      .map(({ title }) => title)
      .slice(0, 3),
  ).toEqual(["Release", "Resource types", "Identity issuers"]);
  expect(ground(/Release/)).toMatchObject({
    attention: true,
    lines: [
      expect.stringMatching(/^1 file modified since release 1\.2\.3: charts\/front-door\/tls\.ts\.$/),
      expect.anything(),
      expect.anything(),
    ],
  });
  expect(ground(/types/)).toMatchObject({
    attention: true,
    lines: ["40 evaluated, 3 harmless, 1 unknown, 1 the user's responsibility.", "Not evaluated: aws:ssm/association:Association."],
  });
});

test("an unmodified release whose objects are as it renders them asks for no attention", async () => {
  expect(restsOn(await reportOf("on-prem"))[0]).toMatchObject({
    attention: false,
    lines: [expect.stringMatching(/^Unmodified release 1\.2\.3\.$/), expect.anything(), expect.anything()],
  });
});

test("settings that are not in a git repository, or changed since, are told", async () => {
  const input = async (commit: { id: string; dirty: boolean } | null) =>
    restsOn(await reportOf("on-prem", undefined, { settings: { file: "Pulumi.x.yaml", sha256: "ab".repeat(32), commit } })).find(
      ({ title }) => title === "Input",
    )?.lines[0];
  expect(await input(null)).toMatch(/^Pulumi\.x\.yaml abababababababab, not in a git repository/);
  expect(await input({ id: "c".repeat(40), dirty: true })).toMatch(/modified since commit cccccccccccc/);
  expect(await input({ id: "c".repeat(40), dirty: false })).toMatch(/, commit cccccccccccc\.$/);
});

describe("every format says the same, before its annex", () => {
  test("JSON", () => {
    expect(reportSchema.parse(report)).toEqual(report);
  });

  test.each([
    ["HTML", () => htmlReport(report).split('class="annex"')[0]!],
    ["Markdown", () => markdownReport(report).split("## Release")[0]!.replaceAll("\\", "")],
    ["the terminal", () => verdictReport(report, paintFor(process.stdout))],
  ])("%s", (_format, first) => {
    const text = first();
    for (const words of [
      "1 file modified since release 1.2.3: charts/front-door/tls.ts.",
      "1 unknown",
      "aws:ssm/association:Association",
      "ClusterIssuer private-ca of cert-manager",
      "Not enforced yet",
    ])
      expect(text).toContain(words);
  });

  test("HTML has a place to sign, and the whole table of types in the annex", () => {
    const [first, annex] = htmlReport(report).split('class="annex"');
    for (const what of ["Decision", "Name", "Date", "Signature"]) expect(first).toContain(`<dt>${what}</dt>`);
    expect(annex).toContain("ours: &lt;b&gt;it holds nothing&lt;/b&gt;");
    expect(annex).toContain("charts/front-door/tls.ts");
    expect(markdownReport(report)).toContain("| Decision | Name | Date | Signature |");
  });
});

test("without a table of types nothing is said of them", async () => {
  const { types: _types, ...evidence } = await evidenceOf("on-prem");
  const without = buildReport(evidence);
  expect(restsOn(without).some(({ title }) => title.startsWith("Types"))).toBe(false);
  expect(htmlReport(without)).not.toContain('id="types"');
});
