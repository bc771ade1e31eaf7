import type { Counterexample, ProofResult } from "../proofs/proof.ts";
import { proofControls } from "../proofs/proofs.ts";
import type { ReportedPath, ReportedProof } from "./model/proof.ts";

/** A proof as in a report. @throws Error for a proof without controls in `evidence/proofs/proofs.ts` */
export function reportedProof(result: ProofResult): ReportedProof {
  const { id, claim, status } = result;
  const controls = proofControls[id];
  if (controls === undefined) throw new Error(`the proof ${id} names no control`);
  const lists = {
    assumptions: result.status === "proved" ? [...result.assumptions] : [],
    examined: result.status === "proved" ? [...result.examined] : [],
    allowed: result.status === "proved" ? result.allowed.map(reportedPath) : [],
    counterexamples: result.status === "refuted" ? result.counterexamples.map(reportedPath) : [],
    unknown: result.status === "undecided" ? [...result.unknown] : [],
  };
  return { id, claim, controls: [...controls], status, ...lists };
}

const reportedPath = ({ says, hops }: Counterexample): ReportedPath => ({
  says,
  hops: hops.map(({ urn, name, property, why }) => ({ urn: urn ?? null, name, property: property ?? null, why })),
});
