import { expect, test } from "vitest";
import { diffReports } from "../../../evidence/changes/diff.ts";
import { buildReport } from "../../../evidence/report/build-report.ts";
import type { Report } from "../../../evidence/report/model/report.ts";
import { rules } from "../../../policies/rules.ts";
import { evidenceOf, kit, reportOf, settings } from "../report/reported.ts";

const stack = "on-prem";
const said = async (before: Report, after: Report) =>
  (await diffReports(before, after)).map(({ kind, direction, text }) => `${kind} ${direction}: ${text}`);
const of = async (more: object) => buildReport({ ...(await evidenceOf(stack)), ...more });

test("another day, another commit of the same settings and their digest are no change", { tags: ["diff-quiet-about-origin"] }, async () => {
  const other = { today: "2027-01-01", settings: { ...settings, sha256: "00".repeat(32), commit: { id: "f".repeat(40), dirty: true } } };
  expect(await said(await reportOf(stack), await of(other))).toEqual([]);
});

test("a kit that is no longer the release it was is wider, and back narrower", { tags: ["modified-kit-is-wider"] }, async () => {
  const modified = { ...kit, state: "modified" as const, differing: [{ path: "charts/a.ts", how: "changed" as const }] };
  const [before, after] = [await reportOf(stack), await of({ kit: modified })];
  expect(await said(before, after)).toEqual(["release wider: the kit was release 1.2.3, unmodified and is modified since release 1.2.3"]);
  expect(await said(after, before)).toEqual([
    "release narrower: the kit was modified since release 1.2.3 and is release 1.2.3, unmodified",
  ]);
  const more = { ...modified, differing: [...modified.differing, { path: "charts/b.ts", how: "added" as const }] };
  expect(await said(after, await of({ kit: more }))).toEqual([]);
  expect(await said(before, await of({ kit: { ...kit, version: "2.0.0" } }))).toEqual([
    "release other: the kit was release 1.2.3, unmodified and is release 2.0.0, unmodified",
  ]);
});

test("an object that is not the release's is a new finding, but not beside a stack that was not compared", {
  tags: ["uncompared-finds-nothing"],
}, async () => {
  // Rules that know the same objects field by field are not what is tried here.
  const config = Object.fromEntries(rules.filter(({ name }) => /-known-|keep-complete$/.test(name)).map(({ name }) => [name, "disabled"]));
  const before = await reportOf(stack, undefined, { config });
  const label = async (compared: boolean) => {
    const evidence = await evidenceOf(
      stack,
      (program) => {
        program.inputs("modelkeep-on-prem-batch", "PriorityClass")["description"] = "ours";
      },
      { config },
    );
    return buildReport({ ...evidence, rendering: compared ? "rendered" : "not compared" });
  };
  const findings = async (after: Report) => (await said(before, after)).filter((text) => text.startsWith("finding"));
  expect(await findings(await label(true))).toEqual([
    expect.stringMatching(/^finding wider: new mandatory violation of modelkeep-release: modelkeep-on-prem-batch description /),
  ]);
  expect(await findings(await label(false))).toEqual([]);
});

test("a stack that declares no keep any more is wider", async () => {
  expect(await said(await reportOf(stack), await of({ rendering: "no keep" }))).toEqual([
    "release wider: no release of the kit renders this stack any more: it declares no keep",
  ]);
});
