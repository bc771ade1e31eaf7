import type { ProofResult } from "../../../evidence/proofs/proof.ts";
import { prove } from "../../../evidence/proofs/prove.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { Edit } from "./edit.ts";
import type { Hole } from "./hole.ts";

/** Makes the edit and runs the one proof. */
export async function runHole({ stack, proof, edit, clients }: Pick<Hole, "stack" | "proof" | "edit" | "clients">): Promise<ProofResult> {
  const program = new Edit(await symbolicExample(stack));
  edit(program);
  const result = prove(program.inventory, clients).find(({ id }) => id === proof);
  if (!result) throw new Error(`no proof is called ${proof}`);
  return result;
}

/** The hops of each counterexample as `name#property`. */
export function pathsOf(result: ProofResult): string[][] {
  if (result.status !== "refuted") return [];
  return result.counterexamples.map(({ hops }) =>
    hops.map(({ name, property }) => (property === undefined ? name : `${name}#${property}`)),
  );
}
