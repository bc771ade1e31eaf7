import type { Counterexample, ProofResult } from "../proofs/proof.ts";
import type { ReportedPath, ReportedProof } from "./model/proof.ts";

/** The controls that each proof verifies; a test finds a proof without any. */
const shows: Readonly<Record<string, readonly string[]>> = {
  "no-way-in": ["D1", "D2"],
  "no-way-out": ["D1"],
  "front-door-callers": ["D2", "D4"],
  "model-server-callers": ["D2", "D3"],
  "outside-principals": ["D5", "D21"],
  "confused-deputy": ["D5", "D21"],
  "vault-access": ["D5", "D13", "D14"],
  "key-users": ["D5", "D7"],
  "endpoint-exits": ["D1", "D21"],
};

/** A proof as in a report. */
export function reportedProof(result: ProofResult): ReportedProof {
  const { id, claim, status } = result;
  const lists = {
    assumptions: result.status === "proved" ? [...result.assumptions] : [],
    examined: result.status === "proved" ? [...result.examined] : [],
    allowed: result.status === "proved" ? result.allowed.map(reportedPath) : [],
    counterexamples: result.status === "refuted" ? result.counterexamples.map(reportedPath) : [],
    unknown: result.status === "undecided" ? [...result.unknown] : [],
  };
  return { id, claim, controls: [...(shows[id] ?? [])], status, ...lists };
}

const reportedPath = ({ says, hops }: Counterexample): ReportedPath => ({
  says,
  hops: hops.map(({ urn, name, property, why }) => ({ urn: urn ?? null, name, property: property ?? null, why })),
});
