import type { Inventory } from "../input/inventory.ts";
import type { NamedIssuer } from "../input/settings-client-issuer.ts";
import { frontDoorCallers } from "./front-door-callers.ts";
import { type Graph, graphOf, type NamedClient } from "./graph.ts";
import { modelServerCallers } from "./model-server-callers.ts";
import { noWayIn } from "./no-way-in.ts";
import { noWayOut } from "./no-way-out.ts";
import type { ProofResult } from "./proof.ts";

/** All proofs, in the order of the report; add new ones here. */
export const proofs: readonly ((graph: Graph) => ProofResult)[] = [noWayIn, noWayOut, frontDoorCallers, modelServerCallers];

/**
 * Runs every proof over an inventory.
 * @param clients clients in the settings; without it all callers named in resources count as named
 * @param clientIssuer cert-manager's issuer of client certificates, if the settings name one
 */
export function prove(inventory: Inventory, clients?: readonly NamedClient[], clientIssuer?: NamedIssuer): ProofResult[] {
  const graph = graphOf(inventory, clients, { clientIssuer });
  return proofs.map((proof) => proof(graph));
}
