import type { Report } from "../../model/report.ts";
import { code, plainText, table } from "./text.ts";

export function findingsPart({ findings }: Report): string[] {
  if (findings.length === 0) return ["No findings.", ""];
  return table(
    ["Rule", "State", "Severity", "Resource", "Problem"],
    findings.map(({ rule, kind, enforcement, severity, resource, path, message, because }) => [
      code(rule),
      kind === "violation" ? `${kind}, ${enforcement}` : kind,
      severity,
      `${plainText(resource)}${path === "" ? "" : ` ${code(path)}`}`,
      `${plainText(message)}${because.length > 0 ? `; unknown: ${plainText(because.join(", "))}` : ""}`,
    ]),
  );
}

export function waiversPart({ waivers }: Report): string[] {
  if (waivers.length === 0) return ["No rule is waived.", ""];
  return table(
    ["Rule", "Resource", "State", "Reason", "Signed by", "Last day"],
    waivers.map(({ rule, resource, state, reason, owner, expires }) => [
      code(rule),
      plainText(resource),
      state,
      plainText(reason),
      plainText(owner),
      expires,
    ]),
  );
}

export function controlsPart({ controls, rules }: Report): string[] {
  const judging = new Set(rules.filter(({ outcome }) => outcome !== "nothing to judge").map(({ name }) => name));
  return table(
    ["Control", "State", "For a database", "Present here", "Reason", "Rules", "Proofs", "Tests"],
    controls.map((control) => [
      control.id,
      control.state,
      plainText(control.database),
      plainText(control.model),
      plainText(control.reason),
      String(control.rules.filter((name) => judging.has(name)).length),
      control.proofs.map(code).join(", ") || "none",
      String(control.tests.length),
    ]),
  );
}

export function trialPart({ trial: { sentence, run, untried } }: Report): string[] {
  const rests = untried.length > 0 ? [`Shown only by the preview and by tests without a node: ${untried.join(", ")}.`, ""] : [];
  if (run === null) return [sentence, "", ...rests];
  return [
    plainText(sentence),
    "",
    ...rests,
    ...Object.entries(run.on).map(([what, value]) => `- ${plainText(what)}: ${plainText(value)}`),
    "",
    ...table(
      ["Promise", "Result", "Controls"],
      run.trials.map(({ promise, result, controls }) => [plainText(promise), result, controls.join(", ") || "none"]),
    ),
  ];
}
