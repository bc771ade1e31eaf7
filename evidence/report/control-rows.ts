import data from "./control-rows.json" with { type: "json" };

/** A test of the kit's repository, by file and by its title as in the file. */
export interface ShowingTest {
  file: string;
  title: string;
}

/** What enforces and verifies one control in the kit. */
export interface ControlRow {
  /** Rules of the policy pack, by name. */
  rules: readonly string[];
  /** Proofs, by id. */
  proofs: readonly string[];
  /**
   * Tests that verify the control in addition, for example against a real Envoy or API server. They do not affect a control's state: they
   * apply to the kit, while the state is about one stack.
   */
  tests: readonly ShowingTest[];
}

/**
 * Every control with its rules, proofs and tests, by id. Generated: rules from the controls that each rule declares, proofs from
 * `evidence/proofs/proofs.ts`, tests from their tags.
 */
export const controlRows: Readonly<Record<string, ControlRow>> = data;
