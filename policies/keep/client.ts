import type { Reading } from "../rule/reading.ts";
import type { Subject } from "../rule/subject.ts";
import { Fact } from "../shape/fact.ts";
import { asText, factOf, rangesOf } from "./find.ts";
import { modelServer } from "./names.ts";

/** Who may call: pods of a namespace, or addresses of the load balancer of a client over PrivateLink. */
export interface Client {
  name: string;
  from: { namespace: string } | { ranges: readonly string[] };
}

/** A client of one model. */
export interface Grant {
  /** Key of the model. */
  model: string;
  client: Client;
}

/** The side of the front door where a client comes in. */
export const entranceOf = ({ from }: Client): "load-balancer" | "cluster" => ("ranges" in from ? "load-balancer" : "cluster");

/** Who a client is: the one URI name of its certificate. */
export const identityOf = (keep: string, { name }: Pick<Client, "name">): string => `spiffe://modelkeep/${keep}/client/${name}`;

/** Cluster of Envoy to which a client's connections go. */
export const clientCluster = (keep: string, client: Client): string => `${entranceOf(client)}/${identityOf(keep, client)}`;

/** Name of the network policy of a grant: the client, and the model where it has a key of its own; neither holds a dot. */
export const grantName = (model: string, { name }: Pick<Client, "name">): string =>
  model === modelServer ? `grant-${name}` : `grant-${name}.${model}`;

/**
 * The grants among the network policies of the serving namespace: each is one of its own. Where a client is granted several models, the
 * first of its grants states who it is.
 */
export function grantsIn(policies: readonly Subject[]): Fact<readonly Grant[]> {
  const names = policies.map((policy) => factOf(policy.at("metadata", "name"), "the name of a network policy", asText));
  return Fact.all(...names).chain((all) => {
    const clients = new Map<string, Fact<Client>>();
    return Fact.all(
      ...all.flatMap((name, i) => {
        const [, client, model = modelServer] = /^grant-([^.]+)(?:\.([^.]+))?$/.exec(name) ?? [];
        if (client === undefined) return [];
        const known = clients.get(client) ?? clientOf(client, policies[i]!.at("spec", "ingress", 0, "from"));
        clients.set(client, known);
        return [known.as((one): Grant => ({ model, client: one }))];
      }),
    );
  });
}

function clientOf(name: string, peers: Reading): Fact<Client> {
  const namespace = peers.at(0, "namespaceSelector", "matchLabels", "kubernetes.io/metadata.name");
  return namespace.present().state === "yes"
    ? factOf(namespace, `who client ${name} is`, asText).as((text) => ({ name, from: { namespace: text } }))
    : rangesOf(peers).as((ranges) => ({ name, from: { ranges } }));
}
