import type { NodeTrial } from "../../../catalog/node-trial.ts";
import type { Evidence } from "../evidence.ts";
import type { ReportedControl } from "../model/control.ts";
import type { ReportedTrial } from "../model/trial.ts";

/**
 * What of the controls was tried on a real node. The run is of an example stack, by the kit: it shows what the objects do, and nothing about
 * the cluster of the stack in the report.
 */
export function trialSection({ trial }: Evidence, controls: readonly ReportedControl[]): ReportedTrial {
  const covered = controls.filter(({ state }) => state !== "not covered");
  if (trial === null)
    return {
      sentence: "No run on a real node is recorded: every claim rests on the preview, and on tests without a node.",
      run: null,
      current: null,
      untried: covered.map(({ id }) => id),
    };
  const { run, current } = trial;
  const by = (result: NodeTrial["trials"][number]["result"]) => run.trials.filter((one) => one.result === result);
  const held = by("held");
  // What one trial shows another refutes.
  const refuted = new Set(by("failed").flatMap((one) => one.controls));
  const shown = new Set(held.flatMap((one) => one.controls).filter((id) => !refuted.has(id)));
  const rest = (["failed", "not tried"] as const).map((result) => ({ result, count: by(result).length })).filter(({ count }) => count > 0);
  const of = current ? "with the objects of this kit" : "with an earlier state of the kit, whose objects may differ";
  return {
    sentence: `${held.length} of ${run.trials.length} promises held on a real node on ${run.date}, ${of}, as the example ${run.stack}${rest.map(({ result, count }) => `; ${count} ${result}`).join("")}.`,
    run,
    current,
    untried: covered.map(({ id }) => id).filter((id) => !shown.has(id)),
  };
}
