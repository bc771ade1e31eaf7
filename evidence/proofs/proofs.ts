import { frontDoorCallers } from "./front-door-callers.ts";
import type { Graph } from "./graph.ts";
import { modelServerCallers } from "./model-server-callers.ts";
import { noWayIn } from "./no-way-in.ts";
import { noWayOut } from "./no-way-out.ts";
import type { ProofResult } from "./proof.ts";

/** Ids of controls; a proof shows one at least. */
type Controls = readonly [string, ...string[]];

/** Proofs over the graph of a stack with the controls that each shows, by id, in the order of the report; add new ones here. */
export const graphProofs: Readonly<Record<string, { prove: (graph: Graph) => ProofResult; controls: Controls }>> = {
  "no-way-in": { prove: noWayIn, controls: ["D1", "D2"] },
  "no-way-out": { prove: noWayOut, controls: ["D1"] },
  "front-door-callers": { prove: frontDoorCallers, controls: ["D2", "D4"] },
  "model-server-callers": { prove: modelServerCallers, controls: ["D2", "D3"] },
};

/** Controls of the proofs over the IAM policies of a stack (`identity.ts`), by id. */
const identityControls: Readonly<Record<string, Controls>> = {
  "outside-principals": ["D5", "D21"],
  "confused-deputy": ["D5", "D21"],
  "vault-access": ["D5", "D13", "D14"],
  "key-users": ["D5", "D7"],
  "endpoint-exits": ["D1", "D21"],
};

/** Controls that each proof shows, by the proof's id. */
export const proofControls: Readonly<Record<string, Controls>> = {
  ...Object.fromEntries(Object.entries(graphProofs).map(([id, { controls }]) => [id, controls])),
  ...identityControls,
};
