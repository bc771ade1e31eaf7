import { releaseRule } from "../../policies/waivers/judged-elsewhere.ts";
import type { ReportedProgram } from "../report/model/release.ts";
import type { Report } from "../report/model/report.ts";
import { type Change, change } from "./change.ts";

/** Changes of the release behind a stack: a modified kit, another release, a stack that no release renders any more. */
export function releaseChanges({ release: before }: Report, { release: after }: Report): Change[] {
  return [
    ...programChanges("the kit", before.kit, after.kit),
    ...(before.program && after.program ? programChanges("the program", before.program, after.program) : []),
    ...(before.rendering.state !== "no keep" && after.rendering.state === "no keep"
      ? [change("release", "wider", "no release of the kit renders this stack any more: it declares no keep")]
      : []),
  ];
}

function programChanges(what: string, before: ReportedProgram, after: ReportedProgram): Change[] {
  const said = ({ state, version }: ReportedProgram) =>
    state === "unmodified"
      ? `release ${version}, unmodified`
      : state === "modified"
        ? `modified since release ${version}`
        : "of no release";
  if (said(before) === said(after)) return [];
  const direction = after.state === "unmodified" ? (before.state === "unmodified" ? "other" : "narrower") : "wider";
  return [change("release", direction, `${what} was ${said(before)} and is ${said(after)}`)];
}

/**
 * The comparable findings of two reports: where one of the stacks was not compared with what the kit renders, such as the program of a
 * commit, findings of that comparison in the other one are left out.
 */
export function comparableFindings(report: Report, other: Report): Report["findings"] {
  const both = [report, other].every(({ release }) => release.rendering.state !== "not compared");
  return both ? report.findings : report.findings.filter(({ rule }) => rule !== releaseRule);
}
