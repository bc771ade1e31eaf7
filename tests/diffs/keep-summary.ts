import { parseGates } from "../../diff/gates/gate.ts";
import { gateVerdicts } from "../../diff/gates/verdict.ts";
import type { KeepDiff } from "../../diff/model.ts";
import { monthText } from "../../diff/summary/money.ts";

/** What a change does to the keep beside its resources, as lines that a person checks; a part is absent where it says nothing. */
export interface KeepSummary {
  /** What is wider, narrower or other. */
  exposure?: string[];
  /** What rules newly find, and no longer find. */
  findings?: string[];
  /** The month, where it is another one, and what of it is not known. */
  cost?: string[];
  versions?: string[];
  /** Those of {@link gates} that are hit. */
  gates?: string[];
}

/** The gates to which each change is held. */
const gates = parseGates(
  "exposure,policy,policy:high,cost:+0%,cost:+20%,cost:+500USD,replace,replace:protected,delete,delete:protected,waiver,advisory,change",
);

/** A comparison of one stack as lines; digests in them are cut. */
export function keepSummary(diff: KeepDiff): KeepSummary {
  const [{ exposure, findings, cost, versions }] = diff.stacks as [KeepDiff["stacks"][number]];
  const { before, after } = cost?.perMonth ?? {};
  const [least, most] = [cost?.perMonthAtMost.before, cost?.perMonthAtMost.after];
  const money = cost && (before !== after || least !== most) ? [monthText(cost)] : [];
  const parts: Required<KeepSummary> = {
    exposure: exposure.map(({ kind, direction, text }) => `${direction} ${kind}: ${text}`),
    findings: [
      ...findings.added.map(({ kind, severity, rule, resource, path }) => `new ${kind} (${severity}) ${rule}: ${resource} ${path}`.trim()),
      ...findings.fixed.map(({ kind, severity, rule, resource, path }) =>
        `fixed ${kind} (${severity}) ${rule}: ${resource} ${path}`.trim(),
      ),
    ],
    cost: [...money, ...(cost?.unknown ?? [])],
    versions: versions.map(
      ({ name, before: was = "none", after: is = "none", brings, fixes }) =>
        `${name}: ${cut(was)} to ${cut(is)}${brings.length + fixes.length > 0 ? `, brings ${brings.length} and fixes ${fixes.length} advisories` : ""}`,
    ),
    gates: gateVerdicts(diff, gates).flatMap(({ gate, hit }) => (hit ? [gate] : [])),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, lines]) => lines.length > 0));
}

const cut = (text: string) => text.replace(/(sha256:[0-9a-f]{8})[0-9a-f]{56}/g, "$1");
