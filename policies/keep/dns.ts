import { isPublicRange } from "../rule/address-range.ts";
import type { Reading } from "../rule/reading.ts";
import type { Stack } from "../rule/stack.ts";
import type { Fact } from "../shape/fact.ts";
import { both, listOf, mapOf, oneOf, such, text } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { factOf } from "./find.ts";

const namespaceName = "kubernetes.io/metadata.name";

/** Ports of the pods of a cluster's DNS: CoreDNS, CoreDNS without privileges, CoreDNS of OpenShift. An address has only the first. */
const ports = [53, 8053, 5353] as const;

/** A DNS rule of a policy, as far as it states where names are asked. */
interface DnsRule {
  to?: unknown;
  ports?: unknown;
}

/** Pods of the cluster's own namespaces, by labels. */
const pods: Shape = {
  namespaceSelector: { matchLabels: { [namespaceName]: oneOf("kube-system", "openshift-dns") } },
  podSelector: {
    matchLabels: both(
      such("at least one label", (value) => Object.keys(value as object).length > 0),
      mapOf(/([a-z0-9.-]+\/)?[A-Za-z0-9][A-Za-z0-9._-]*/, text(/[A-Za-z0-9._-]+/)),
    ),
  },
};

/** One address inside: a cache on the node, or Cloud DNS, which is at the address of the metadata service. */
const address: Shape = {
  ipBlock: {
    cidr: such("one private or link-local address", (value) => typeof value === "string" && /\/32$/.test(value) && !isPublicRange(value)),
  },
};

/** A list without an item that is there twice. */
const once = (list: Shape): Shape =>
  both(
    such("no item twice", (value) => !Array.isArray(value) || new Set(value.map((item) => JSON.stringify(item))).size === value.length),
    list,
  );

const rule = (port: number, peer: Shape): Shape => ({
  to: once(listOf(peer, { least: 1, most: 8 })),
  ports: [
    { port, protocol: "UDP" },
    { port, protocol: "TCP" },
  ],
});

/** The pods of the DNS of a cluster that the program makes. */
const ownPods: Shape = {
  namespaceSelector: { matchLabels: { [namespaceName]: "kube-system" } },
  podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
};

/** Ways to a cluster's DNS: a rule for each port, and nothing but DNS; where the program makes the cluster, the one that it has. */
export const waysToDns = (stack: Stack): Shape =>
  stack.peek("aws:eks/cluster:Cluster").length > 0
    ? [rule(53, ownPods)]
    : once(listOf(oneOf(...ports.map((port) => rule(port, port === 53 ? oneOf(pods, address) : pods))), { least: 1, most: ports.length }));

/** The ways on which the cluster's DNS answers, by the rules of the policy that defines them. */
export const dnsIn = (egress: Reading): Fact<readonly Shape[]> =>
  factOf(egress, "where the cluster's DNS answers", (value) => (Array.isArray(value) && value.length > 0 ? (value as Shape[]) : undefined));

/** Addresses among those ways. */
export const addressesIn = (ways: Fact<readonly Shape[]>): Fact<readonly string[]> =>
  ways.as((rules) =>
    (rules as readonly DnsRule[]).flatMap(({ to }) =>
      (Array.isArray(to) ? to : []).flatMap((peer) => {
        const cidr = (peer as { ipBlock?: { cidr?: unknown } } | null)?.ipBlock?.cidr;
        return typeof cidr === "string" ? [cidr] : [];
      }),
    ),
  );
