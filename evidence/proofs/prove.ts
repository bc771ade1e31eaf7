import type { Inventory } from "../input/inventory.ts";
import type { NamedIssuer } from "../input/settings-client-issuer.ts";
import { type Graph, graphOf, type NamedClient } from "./graph.ts";
import type { ProofResult } from "./proof.ts";
import { graphProofs } from "./proofs.ts";

/** All proofs over the graph, in the order of the report. */
export const proofs: readonly ((graph: Graph) => ProofResult)[] = Object.values(graphProofs).map((proof) => proof.prove);

/**
 * Runs every proof over an inventory.
 * @param clients clients in the settings; without it all callers named in resources count as named
 * @param clientIssuer cert-manager's issuer of client certificates, if the settings name one
 */
export function prove(inventory: Inventory, clients?: readonly NamedClient[], clientIssuer?: NamedIssuer): ProofResult[] {
  const graph = graphOf(inventory, clients, { clientIssuer });
  return proofs.map((proof) => proof(graph));
}
