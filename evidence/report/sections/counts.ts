import { controlStates } from "../model/control.ts";
import type { Report } from "../model/report.ts";
import type { Judged } from "./verdict.ts";

const tally = <K extends string>(keys: readonly K[], values: readonly K[]): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, values.filter((value) => value === key).length])) as Record<K, number>;

/** Counts by state. */
export function counts({ rules, proofs, controls, findings }: Judged): Report["counts"] {
  const violations = findings.filter(({ kind }) => kind === "violation").map(({ enforcement }) => enforcement);
  const kinds = tally(
    ["waived", "undecided", "violation"],
    findings.map(({ kind }) => kind),
  );
  return {
    rules: tally(
      ["holds", "broken", "advised", "waived", "undecided", "nothing to judge"],
      rules.map(({ outcome }) => outcome),
    ),
    proofs: tally(
      ["proved", "refuted", "undecided"],
      proofs.map(({ status }) => status),
    ),
    controls: tally(
      controlStates,
      controls.map(({ state }) => state),
    ),
    findings: { ...tally(["mandatory", "advisory"], violations), waived: kinds.waived, undecided: kinds.undecided },
  };
}
