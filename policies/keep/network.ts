import { frontDoorFacts } from "../facts/facts.ts";
import { isPublicRange, isWithin } from "../rule/address-range.ts";
import { Fact } from "../shape/fact.ts";
import { both, listOf, such, text } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { type Client, grantName } from "./client.ts";
import { waysToDns } from "./dns.ts";
import type { Keep, KeepServer as Server } from "./keep.ts";
import { metadata, selectorOf, selectorOfModel, selectorOfServer, withDoor } from "./metadata.ts";
import { dnsName } from "./names.ts";
import { type KeepObject, object } from "./object.ts";

const type = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const area = "network-policy";
const namespaceName = "kubernetes.io/metadata.name";

const dnsPorts = [
  { port: 53, protocol: "UDP" },
  { port: 53, protocol: "TCP" },
];
const doorPorts = [{ port: frontDoorFacts.port, protocol: "TCP" }];

/** A private range: of the program's own VPC where it has one, and single addresses outside of it, such as that of a Service. */
function block(keep: Keep): Shape {
  const own = keep.stack.peek("aws:ec2/vpc:Vpc").flatMap((vpc) => vpc.at("cidrBlock").texts());
  const one = (range: string) => /^[^/]+\/(32|128)$/.test(range) || own.length === 0 || own.some((vpc) => isWithin(range, vpc));
  return {
    ipBlock: {
      cidr: such(
        "a private range, of the program's VPC",
        (value) => typeof value === "string" && /\/([89]|[1-9]\d\d?)$/.test(value) && !isPublicRange(value) && one(value),
      ),
    },
  };
}

/** Every network policy of a keep: what denies, the grants, and the ways of the loader, the probe and the cluster's DNS. */
export function networkPolicies(keep: Keep): KeepObject[] {
  const policy = (namespace: string, name: string, pods: Shape, fields: Readonly<Record<string, Shape>>, component = "isolation") =>
    object(area, type, namespace, name, () => ({
      metadata: metadata(keep, component, name, namespace),
      spec: { podSelector: pods, ...fields },
    }));
  const egress = (to: Shape, ports: Shape): Readonly<Record<string, Shape>> => ({ policyTypes: ["Egress"], egress: [{ to, ports }] });
  const server = { matchLabels: selectorOf(keep, "model-server") };
  const known = <T>(fact: Fact<T>, objects: (value: T) => KeepObject[]) => fact.when({ known: objects, unknown: () => [] });
  const wayOf = (name: string, to: Shape, ports: Shape) => policy(keep.serving, name, server, egress(to, ports));
  return [
    ...[keep.serving, keep.probes].map((namespace) => policy(namespace, "default-deny", {}, { policyTypes: ["Ingress", "Egress"] })),
    policy(
      keep.probes,
      "probe-to-dns",
      { matchLabels: selectorOf(keep, "probe") },
      { policyTypes: ["Egress"], egress: waysToDns(keep.stack) },
    ),
    ...keep.models.flatMap((model) =>
      known(model.clients, (clients) =>
        clients.map((client) =>
          policy(
            keep.serving,
            grantName(model.key, client),
            { matchLabels: withDoor(model, selectorOfModel(model)) },
            {
              policyTypes: ["Ingress"],
              ingress: [{ from: peersOf(keep, client), ports: doorPorts }],
            },
          ),
        ),
      ),
    ),
    ...known(keep.vault, (vault) =>
      vault
        ? [
            policy(keep.serving, "loader-to-dns", server, { policyTypes: ["Egress"], egress: keep.dns.as((ways): Shape => ways) }),
            wayOf("loader-to-vault", listOf(block(keep), { least: 1 }), [{ port: 443, protocol: "TCP" }]),
            ...(keep.podIdentity
              ? [wayOf("loader-to-pod-identity", [{ ipBlock: { cidr: "169.254.170.23/32" } }], [{ port: 80, protocol: "TCP" }])]
              : []),
          ]
        : [],
    ),
    ...keep.servers.filter(({ model }) => model.group).flatMap((one) => groups(one, policy)),
    ...(keep.find(type, "kube-system", "core-dns") || keep.stack.peek("aws:eks/cluster:Cluster").length > 0 ? [coreDns(keep, policy)] : []),
  ];
}

type Policy = (namespace: string, name: string, pods: Shape, fields: Readonly<Record<string, Shape>>, component?: string) => KeepObject;

/** Pods that declare themselves a client, in the client's namespace; or the load balancer's addresses, which all clients over it share. */
const peersOf = (keep: Keep, { name, from }: Client): Shape =>
  "namespace" in from
    ? [
        {
          namespaceSelector: { matchLabels: { [namespaceName]: both(text(dnsName, "a namespace"), Fact.of<Shape>(from.namespace)) } },
          podSelector: { matchLabels: { "modelkeep/client": name } },
        },
      ]
    : keep.loadBalancerRanges.as((ranges) =>
        ranges.length > 0 ? ranges.map((cidr): Shape => ({ ipBlock: { cidr } })) : listOf(block(keep), { least: 1 }),
      );

/** Pods of a group reach only each other, on every port. */
const groups = (server: Server, policy: Policy): KeepObject[] =>
  server.groups.when({
    known: (count) =>
      Array.from({ length: count }, (_, index) => {
        const members = {
          matchLabels: {
            ...selectorOfServer(server),
            "leaderworkerset.sigs.k8s.io/name": server.name,
            "leaderworkerset.sigs.k8s.io/group-index": String(index),
          },
        };
        return policy(
          server.keep.serving,
          `${server.name}-group-${index}`,
          members,
          {
            policyTypes: ["Ingress", "Egress"],
            ingress: [{ from: [{ podSelector: members }] }],
            egress: server.keep.dns.as((ways): Shape => [{ to: [{ podSelector: members }] }, ...ways]),
          },
          "model-server",
        );
      }),
    unknown: () => [],
  });

/** The cluster's DNS, where the keep creates the cluster: ingress from the keep and its clients, egress to the API and the resolvers. */
function coreDns(keep: Keep, policy: Policy): KeepObject {
  const asking = Fact.all(keep.name, keep.grants, keep.vault).as(([, grants, vault]) => {
    const theirs = grants.flatMap(({ client: { from } }) => ("namespace" in from ? [from.namespace] : []));
    return [...new Set([...(vault ? [keep.serving] : []), keep.probes, ...theirs])].sort();
  });
  const resolver = such("a resolver of the VPC", (value) =>
    /^(10|172\.(1[6-9]|2\d|3[01])|192\.168|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+\/32$|^169\.254\.169\.253\/32$/.test(
      String(value),
    ),
  );
  return policy(
    "kube-system",
    "core-dns",
    { matchLabels: { "k8s-app": "kube-dns" } },
    {
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: asking.as((names) => names.map((name) => ({ namespaceSelector: { matchLabels: { [namespaceName]: name } } }))),
          ports: dnsPorts,
        },
      ],
      egress: [
        { to: listOf(block(keep), { least: 1 }), ports: [{ port: 443, protocol: "TCP" }] },
        { to: listOf({ ipBlock: { cidr: resolver } }, { least: 1, most: 2 }), ports: dnsPorts },
      ],
    },
  );
}
