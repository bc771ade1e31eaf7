import type { NamedClient } from "../../../evidence/proofs/graph.ts";
import type { Edit } from "./edit.ts";

/** A small edit of an example, which one proof must refute by a path that is the one through the edit. */
export interface Hole {
  name: string;
  /** Example stack. */
  stack: string;
  /** Id of the proof. */
  proof: string;
  edit: (program: Edit) => void;
  /** Whom the settings let in; left out: whoever the resources name. */
  clients?: readonly NamedClient[];
  /** Hops of a counterexample, in order: name, and after `#` the property. */
  path: readonly string[];
}
