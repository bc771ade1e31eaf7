import { clientAuthorities } from "../../reach/kubernetes/client-authority.ts";
import { frontDoors } from "../front-door.ts";
import type { Graph } from "../graph.ts";
import type { Findings, PossiblePath } from "../proof.ts";
import { type Authority, called } from "./authority.ts";
import { holders } from "./holders.ts";
import { signers } from "./signers.ts";
import { whoMayAsk } from "./who-may-ask.ts";

/**
 * Who can have a certificate by which the front door takes them for a client: what in the stack asks for one, may ask for one, writes who is
 * trusted, or holds it. Who has the authority's key outside of the stack is an assumption, by name.
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
    if (own.length === 0) unseen.push(`which authority signs certificates of clients of the front door in ${pods.name} is not known`);
    for (const authority of own)
      if (authority === undefined) unseen.push(`an authority of clients of the front door in ${pods.name} lies in no Secret`);
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
  return { against, allowed: [], examined: { "authority secrets": authorities.size }, assumptions, unseen };
}

const keyHolder = (authority: Authority) =>
  `Whoever holds the private key of ${called(authority)}, administers the cluster, or writes that Secret from outside of this program names no client but the right one, and revokes what is lost.`;

const isAnother = (issuer: string, authority: Authority) => `${issuer} signs with another key than ${called(authority)}.`;
