import { clientAuthorities } from "../../reach/kubernetes/client-authority.ts";
import { frontDoors } from "../front-door.ts";
import type { Graph } from "../graph.ts";
import type { Findings, PossiblePath } from "../proof.ts";
import { type Authority, called } from "./authority.ts";
import { holders } from "./holders.ts";
import { signers } from "./signers.ts";
import { whoMayAsk } from "./who-may-ask.ts";

/**
 * Who can obtain a certificate that the front door accepts as a client's: resources of the stack that request one, may request one, write
 * the trusted CA, or hold its key. Who has the CA key outside of the stack is a named assumption.
 */
export function issuance(graph: Graph): Required<Findings> {
  const found = frontDoors(graph).map(({ pods, container }) => ({
    pods,
    container,
    authorities: clientAuthorities(graph.inventory, pods, container),
  }));
  const against: PossiblePath[] = [];
  const assumptions: string[] = [];
  const unseen: string[] = [];
  const authorities = new Map<string, Authority>();
  for (const { pods, authorities: own } of found) {
    if (own.length === 0) unseen.push(`which CA signs client certificates for the front door in ${pods.name} is unknown`);
    for (const authority of own)
      if (authority === undefined) unseen.push(`a client CA of the front door in ${pods.name} is not in a Secret`);
      else {
        const { namespace, secret, path, keys } = authority;
        const before = authorities.get(`${namespace}/${secret}`)?.mounts ?? [];
        const mounts = [...before, { pods, path, keys }];
        authorities.set(`${namespace}/${secret}`, { namespace, secret, mounts, issuer: graph.clientIssuer });
      }
  }
  for (const authority of authorities.values()) {
    const asked = signers(graph, authority);
    against.push(...asked.against, ...whoMayAsk(graph, authority), ...holders(graph, authority));
    assumptions.push(keyHolder(authority), ...asked.others.map((other) => isAnother(other, authority)));
  }
  return { against, allowed: [], examined: { "CA secrets": authorities.size }, assumptions, unseen };
}

const keyHolder = (authority: Authority) =>
  `Anyone who holds the private key of ${called(authority)}, administers the cluster, or writes that Secret from outside of this program issues certificates only to the right clients, and revokes lost ones.`;

const isAnother = (issuer: string, authority: Authority) => `${issuer} signs with a different key than ${called(authority)}.`;
