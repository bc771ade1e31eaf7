import { expect, test } from "vitest";
import { plainText } from "../../../../evidence/report/render/markdown/text.ts";
import { markdownReport } from "../../../../evidence/report/render/markdown.ts";
import { examples, reportOf, troubled } from "../reported.ts";

/** Columns of each row of each table: a pipe with a backslash before it is text. */
function tables(markdown: string): number[][] {
  const blocks = markdown.split("\n\n").filter((block) => block.startsWith("|"));
  return blocks.map((block) =>
    block
      .trim()
      .split("\n")
      .map((line) => line.replace(/\\\|/g, "").split("|").length),
  );
}

test.each(examples)("the text of %s has the verdict first and no row that breaks its table", async (stack) => {
  const report = await reportOf(stack);
  const markdown = markdownReport(report);
  expect(markdown.split("\n")[2]).toBe(`**shape only.** ${plainText(report.verdict.sentence)}`);
  const found = tables(markdown);
  expect(found.length).toBeGreaterThan(6);
  for (const rows of found) expect(new Set(rows).size).toBe(1);
});

test("what is wrong is there: path, violations, waiver, as text", async () => {
  const markdown = markdownReport(await troubled());
  expect(markdown).toContain("### refuted: Nothing outside of the networks of this stack");
  expect(markdown).toContain("1. the internet: sends packets");
  expect(markdown).toContain("1 of 3 promises held on a real node on 2026-11-24, with an earlier state of the kit");
  expect(markdown).toContain("| an exec is refused | failed | D5 |");
  expect(markdown).toMatch(/\| `aws-ec2-internet-gateway-none` \| violation, mandatory \| critical \|/);
  expect(markdown).toContain('chosen \\<b\\>later\\</b\\> & "signed" \\| \\`there\\`');
  for (const rows of tables(markdown)) expect(new Set(rows).size).toBe(1);
});
