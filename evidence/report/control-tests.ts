import data from "./control-tests.json" with { type: "json" };

/** A test of the kit's repository, by file and by the words of its title that stand in the file. */
export interface ShowingTest {
  file: string;
  title: string;
}

/**
 * Tests that show a control in addition to rules and proofs, for example against a real Envoy or API server, by the id of the control. They say
 * nothing about a control's state: they hold for the kit, while the state is about one stack. Generated from the tags of the tests.
 */
export const controlTests: Readonly<Record<string, readonly ShowingTest[]>> = data;
