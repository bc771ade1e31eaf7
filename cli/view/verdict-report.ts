import { controlStates } from "../../evidence/report/model/control.ts";
import type { Report } from "../../evidence/report/model/report.ts";
import { restsOn } from "../../evidence/report/render/rests-on.ts";
import type { Paint } from "../../terminal/paint.ts";

const colours = { accept: "green", "shape only": "yellow", "accept with waivers": "yellow", undecided: "yellow", reject: "red" } as const;

/** The verdict of a report, its basis, the next steps, and the state of its controls, for a terminal. */
export function verdictReport(report: Report, paint: Paint): string {
  const { verdict, counts, findings, controls } = report;
  const violations = findings.filter(({ kind, enforcement }) => kind === "violation" && enforcement === "mandatory");
  const states = [...controlStates].reverse().flatMap((state) => {
    const ids = controls.filter((control) => control.state === state).map(({ id }) => id);
    return ids.length > 0 ? [`${ids.length} ${state}${state === "enforced" ? "" : ` (${ids.join(", ")})`}`] : [];
  });
  const lines = [
    `Rules: ${Object.entries(counts.rules)
      .filter(([, count]) => count > 0)
      .map(([outcome, count]) => `${count} ${outcome}`)
      .join(", ")}`,
    ...violations.map(
      ({ rule, resource, path, message }) =>
        `  ${paint("red", "violation")} ${rule}: ${[resource, path].filter(Boolean).join(" ")} ${message}`,
    ),
    `Controls: ${states.join(", ")}`,
    "",
    paint(["bold", colours[verdict.state]], verdict.sentence),
    ...restsOn(report).flatMap(({ title, lines: [first, ...others], attention }) => [
      `  ${paint(attention ? "yellow" : "dim", `${title}:`)} ${first}`,
      ...others.map((line) => `    ${line}`),
    ]),
    "",
    ...verdict.steps.map((step, i) => `  ${i + 1}. ${step}`),
  ];
  return `${lines.join("\n")}\n`;
}
