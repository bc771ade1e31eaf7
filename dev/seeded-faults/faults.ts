import type { Fault } from "./fault.ts";
import { catalogAndPoliciesFaults } from "./table/catalog-and-policies.ts";
import { chartsFaults } from "./table/charts.ts";
import { cliFaults } from "./table/cli.ts";
import { diffFaults } from "./table/diff.ts";
import { doctorFaults } from "./table/doctor.ts";
import { engineFaults } from "./table/engine.ts";
import { evidenceFaults } from "./table/evidence.ts";
import { gateFaults } from "./table/gate.ts";
import { infraFaults } from "./table/infra.ts";
import { nodeFaults } from "./table/node.ts";
import { plannerFaults } from "./table/planner.ts";

/** Every seeded fault, room by room. None of them is an edit of `tests/mutations/`, whose tests were written for it. */
export const faults: readonly Fault[] = [
  ...infraFaults,
  ...chartsFaults,
  ...catalogAndPoliciesFaults,
  ...plannerFaults,
  ...engineFaults,
  ...evidenceFaults,
  ...diffFaults,
  ...cliFaults,
  ...doctorFaults,
  ...gateFaults,
  ...nodeFaults,
];
