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
  const held = run.trials.filter(({ result }) => result === "held");
  const shown = new Set(held.flatMap((one) => one.controls));
  const of = current ? "with the objects of this kit" : "with an earlier state of the kit, whose objects may differ";
  return {
    sentence: `${held.length} of ${run.trials.length} promises held on a real node on ${run.date}, ${of}, as the example ${run.stack}.`,
    run,
    current,
    untried: covered.map(({ id }) => id).filter((id) => !shown.has(id)),
  };
}
