import { expect, test } from "vitest";
import type { NodeTrial } from "../../../../catalog/node-trial.ts";
import type { Evidence, RecordedTrial } from "../../../../evidence/report/evidence.ts";
import type { ReportedControl } from "../../../../evidence/report/model/control.ts";
import { trialSection } from "../../../../evidence/report/sections/trial.ts";

const run: NodeTrial = {
  date: "2026-11-30",
  stack: "laptop",
  program: "ab".repeat(32),
  on: { kubelet: "v1.36.3" },
  trials: [
    { promise: "every ungranted way is closed", controls: ["D1", "D2"], result: "held" },
    { promise: "an exec is refused", controls: ["D5"], result: "failed" },
    { promise: "a drain ends a stream whole", controls: [], result: "held" },
  ],
};
const controls = [
  { id: "D1", state: "enforced" },
  { id: "D5", state: "partly" },
  { id: "D7", state: "not covered" },
  { id: "D8", state: "enforced" },
] as ReportedControl[];
const section = (trial: RecordedTrial | null) => trialSection({ trial } as Evidence, controls);

test("without a recorded run every control of the stack rests on its preview", () => {
  expect(section(null)).toEqual({
    sentence: "No run on a real node is recorded: every claim rests on the preview, and on tests without a node.",
    run: null,
    current: null,
    untried: ["D1", "D5", "D8"],
  });
});

test("a control is tried where a trial of it held; a failed one shows nothing, and one that the stack does not have is not named", () => {
  expect(section({ run, current: true })).toEqual({
    sentence: "2 of 3 promises held on a real node on 2026-11-30, with the objects of this kit, as the example laptop; 1 failed.",
    run,
    current: true,
    untried: ["D5", "D8"],
  });
});

test("a control that one trial shows and another refutes is not tried", { tags: ["trial-refuted"] }, () => {
  const refuted = {
    ...run,
    trials: [...run.trials, { promise: "a way is open after an update", controls: ["D1"], result: "failed" as const }],
  };
  expect(section({ run: refuted, current: true }).untried).toEqual(["D1", "D5", "D8"]);
});

test("a run of other objects is said to be one", () => {
  expect(section({ run, current: false })).toMatchObject({
    sentence: expect.stringContaining("with an earlier state of the kit, whose objects may differ"),
    current: false,
  });
});
