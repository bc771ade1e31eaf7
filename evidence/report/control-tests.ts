import data from "./control-tests.json" with { type: "json" };

/** A test of the kit's repository, by file and by its title as in the file. */
export interface ShowingTest {
  file: string;
  title: string;
}

/**
 * Tests that verify a control in addition to rules and proofs, for example against a real Envoy or API server, by control id. They do not
 * affect a control's state: they apply to the kit, while the state is about one stack. Generated from the tags of the tests.
 */
export const controlTests: Readonly<Record<string, readonly ShowingTest[]>> = data;
