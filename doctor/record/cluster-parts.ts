import { isIP } from "node:net";
import { networkAgents } from "../../catalog/network-agents.ts";
import { requestsOf } from "../needs.ts";
import { quantityOf } from "../quantity.ts";
import type { Snapshot } from "../snapshot.ts";

// biome-ignore lint/suspicious/noExplicitAny: an object of the API, of which a few fields are read
export type Item = any;

type Read<Name extends keyof Snapshot> = Snapshot[Name] extends infer Part ? (Part extends { read: infer Value } ? Value : never) : never;

/** Names under which a cache of DNS on the nodes is installed; under any other, its image or an argument tells it. */
const nodeLocalNames = ["node-local-dns", "nodelocaldns"];
const localIp = /^--?localip(=|$)/;

const isNodeLocal = ({ metadata, spec }: Item): boolean =>
  nodeLocalNames.includes(metadata.name) ||
  spec.template.spec.containers.some(
    ({ image = "", args = [], command = [] }: Item) =>
      /\/k8s-dns-node-cache[:@]/.test(image) || [...command, ...args].some((one) => localIp.test(one)),
  );

/** Whether a switch is on among arguments: without a value, or with one, after `=` or as K3s writes it, as the next. Source: k3s, pkg/nodeconfig. */
function isGiven(args: readonly string[], name: string): boolean {
  const at = args.findLastIndex((one) => one === name || one.startsWith(`${name}=`));
  const value = args[at] === name ? args[at + 1] : args[at]?.slice(name.length + 1);
  return at >= 0 && !/^(false|f|0)$/i.test(value ?? "");
}

/** A node, without what is not judged: its addresses, images and annotations. */
export const nodeOf = ({ metadata, spec = {}, status = {} }: Item): Read<"nodes">[number] => {
  const args: string | undefined = metadata.annotations?.["k3s.io/node-args"];
  return {
    name: metadata.name,
    labels: metadata.labels ?? {},
    taints: (spec.taints ?? []).map(({ key, value, effect }: Item) => ({ key, ...(value === undefined ? {} : { value }), effect })),
    allocatable: status.allocatable ?? {},
    ready: (status.conditions ?? []).some(({ type, status: is }: Item) => type === "Ready" && is === "True"),
    unschedulable: spec.unschedulable === true,
    osImage: status.nodeInfo?.osImage ?? "",
    // Of the arguments, which may be a person's, only this is kept.
    ...(args?.includes('"server"') ? { k3sNetworkPolicy: !isGiven(JSON.parse(args), "--disable-network-policy") } : {}),
  };
};

/** What pods request of each node, those of some namespaces left out. */
export function requestedBy(pods: readonly Item[], without: readonly string[]): Read<"requested"> {
  const all: Record<string, Record<string, number>> = {};
  for (const { metadata, spec } of pods) {
    if (spec.nodeName === undefined || without.includes(metadata.namespace)) continue;
    all[spec.nodeName] ??= {};
    const on = all[spec.nodeName] as Record<string, number>;
    const overhead = Object.entries(spec.overhead ?? {}).map(([name, text]): [string, number] => [name, quantityOf(String(text)) ?? 0]);
    for (const [name, value] of [["pods", 1] as const, ...Object.entries(requestsOf(spec)), ...overhead])
      on[name] = (on[name] ?? 0) + value;
  }
  return all;
}

/** The known agents of the network among all DaemonSets, with the arguments that switch policies on or off. */
export const agentsIn = (sets: readonly Item[]): Read<"agents"> =>
  sets.flatMap(({ metadata, spec, status }) => {
    const known = networkAgents.find(({ daemonSet }) => daemonSet === metadata.name);
    if (known === undefined) return [];
    const { unless } = known;
    const containers: Item[] = spec.template.spec.containers.filter(({ name }: Item) => name === unless?.container);
    const kept = ({ args = [], command = [] }: Item) => [...command, ...args].filter((one: string) => one === unless?.argument);
    return [
      {
        name: metadata.name,
        namespace: metadata.namespace,
        containers: Object.fromEntries(containers.map((one) => [one.name, kept(one)])),
        desired: status?.desiredNumberScheduled ?? 0,
        ready: status?.numberReady ?? 0,
      },
    ];
  });

/** Caches of DNS on the nodes among all DaemonSets. */
export const nodeLocalIn = (sets: readonly Item[]): Read<"nodeLocalDns"> =>
  sets.filter(isNodeLocal).map(({ metadata, spec, status }) => {
    const containers: Item[] = spec.template.spec.containers;
    const args: string[] = containers.flatMap((one) => [...(one.command ?? []), ...(one.args ?? [])]);
    const place = args.findIndex((one) => localIp.test(one));
    const given = args[place]?.includes("=") ? args[place]?.replace(localIp, "") : args[place + 1];
    const ports = containers.flatMap((one) => one.ports ?? []).filter(({ protocol }: Item) => protocol === "UDP");
    return {
      namespace: metadata.namespace,
      name: metadata.name,
      labels: spec.template.metadata?.labels ?? {},
      hostNetwork: spec.template.spec.hostNetwork === true,
      addresses: place < 0 ? [] : (given ?? "").split(",").filter((one) => isIP(one) !== 0),
      ports: [...new Set<number>(ports.map(({ containerPort }: Item) => containerPort))],
      desired: status?.desiredNumberScheduled ?? 0,
    };
  });

/** Services on the port of DNS, each with its endpoints that are ready. */
export const dnsServicesIn = (services: readonly Item[], slices: readonly Item[]): Read<"dnsServices"> =>
  services
    .filter(({ spec }) => spec.selector && (spec.ports ?? []).some(({ port, protocol }: Item) => port === 53 && protocol === "UDP"))
    .map(({ metadata, spec }) => {
      const own = slices.filter(
        (slice) =>
          slice.metadata.namespace === metadata.namespace && slice.metadata.labels?.["kubernetes.io/service-name"] === metadata.name,
      );
      const names = new Set(spec.ports.filter(({ port }: Item) => port === 53).map(({ name }: Item) => name ?? ""));
      // A Service without pods has a slice whose endpoints and ports are null.
      const endpoints = own.flatMap(({ endpoints: all, ports }) =>
        (all ?? [])
          .filter(({ conditions }: Item) => conditions?.ready !== false)
          .map(({ addresses }: Item) => ({
            address: addresses[0],
            ports: (ports ?? []).filter(({ name = "" }: Item) => names.has(name)).map(({ port, protocol }: Item) => ({ port, protocol })),
          })),
      );
      return { namespace: metadata.namespace, name: metadata.name, clusterIP: spec.clusterIP ?? "", selector: spec.selector, endpoints };
    });

/** A volume, without the name of a claim that is not a keep's. */
export const volumeOf = ({ metadata, spec, status }: Item): Read<"volumes">[number] => {
  const claimed: string | undefined = spec.claimRef?.namespace;
  const ofKeep = claimed?.startsWith("modelkeep-") === true;
  const terms: Item[] | undefined = spec.nodeAffinity?.required?.nodeSelectorTerms;
  const expressions = ({ matchExpressions, matchFields }: Item) =>
    [...(matchExpressions ?? []), ...(matchFields ?? [])].map(({ key, operator, values }: Item) => ({
      key,
      operator,
      values: values ?? [],
    }));
  return {
    name: metadata.name,
    storageClass: spec.storageClassName ?? "",
    accessModes: spec.accessModes ?? [],
    capacity: spec.capacity?.storage ?? "",
    phase: status?.phase ?? "",
    reclaimPolicy: spec.persistentVolumeReclaimPolicy ?? "",
    ...(claimed === undefined ? {} : { claimedIn: ofKeep ? claimed : "another" }),
    ...(ofKeep ? { claim: spec.claimRef.name } : {}),
    ...(terms ? { nodeAffinity: terms.map(expressions) } : {}),
  };
};
