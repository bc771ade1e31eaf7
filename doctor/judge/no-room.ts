import type { Finding, SettingFix } from "../finding.ts";
import type { ModelNeeds } from "../needs.ts";
import type { Snapshot } from "../snapshot.ts";
import { type FreeNode, roomOn, selected, untolerated } from "./free-nodes.ts";
import { gpu, gpusFor, unfitGpus } from "./gpu-parts.ts";

const GiB = 2 ** 30;
const pending = "its pods stay Pending";

/** What a pod of a model asks for, in short. */
export function asked({ requests }: ModelNeeds): string {
  const parts = [`${(requests["cpu"] ?? 0).toFixed(1)} cores`, `${((requests["memory"] ?? 0) / GiB).toFixed(1)} GiB`];
  return [...parts, ...(requests[gpu] ? [`${requests[gpu]} GPU${requests[gpu] === 1 ? "" : "s"}`] : [])].join(", ");
}

/** No node that a model's pods may be placed on has room for one: by labels, by taints, or by size. */
export function noRoom(about: string, model: ModelNeeds, snapshot: Snapshot, all: readonly FreeNode[]): Finding {
  const { target, paths } = model.served;
  const { placement } = paths;
  const withRoom = all.filter((one) => roomOn(one, model) > 0);
  if (withRoom.length === 0) return tooSmall(about, model, snapshot, all);
  const bySelector = withRoom.find((one) => untolerated(snapshot, one, model).length === 0);
  if (!withRoom.some((one) => selected(one, model)) && bySelector !== undefined)
    return {
      about,
      state: "fails",
      cause: "labels",
      seen: `no node with room has the labels ${textOf(target.nodeSelector)}; ${bySelector.node.name} has room`,
      follows: pending,
      fixes: [{ path: placement.nodeSelector, value: sharedLabels(target.nodeSelector, bySelector) }],
      administrator: "label the nodes for the model",
    };
  const byTaint = withRoom.find((one) => selected(one, model)) ?? (withRoom[0] as FreeNode);
  const added = untolerated(snapshot, byTaint, model).map(({ key, value, effect }) => ({
    key,
    ...(value ? { operator: "Equal", value } : { operator: "Exists" }),
    effect,
  }));
  return {
    about,
    state: "fails",
    cause: "taints",
    seen: `${byTaint.node.name} has room, and the taints ${added.map(({ key }) => key).join(", ")}`,
    follows: pending,
    fixes: [{ path: placement.tolerations, value: [...target.tolerations, ...added] }],
    administrator: `take the taints off ${byTaint.node.name}, if the model is to run there`,
  };
}

/** Those of the selector's labels that a node has. */
const sharedLabels = (selector: Readonly<Record<string, string>>, { node: { labels } }: FreeNode) =>
  Object.fromEntries(Object.entries(selector).flatMap(([key]) => (labels[key] === undefined ? [] : [[key, labels[key]]])));

const textOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(", ");

/** There is room for some of a model's pods, and not for all. */
export function tooFew(about: string, model: ModelNeeds, room: number): Finding {
  return {
    about,
    state: "fails",
    cause: "count",
    seen: `room for ${room} of ${model.pods} pods`,
    follows: "the others stay Pending, and `pulumi up` waits for them in vain",
    fixes: fewerReplicas(model, room),
    administrator: "add nodes",
  };
}

function fewerReplicas({ served }: ModelNeeds, room: number): SettingFix[] {
  const replicas = Math.floor(room / served.capacity.nodesPerReplica);
  const { capacity, model: at } = served.paths;
  if (replicas < 1) return [];
  const current = served.id.version === "current";
  return [
    current
      ? { path: `${capacity}.replicas`, value: { ...served.capacity.replicas, min: replicas } }
      : { path: `${at}.replicas`, value: replicas },
  ];
}

/** Keys of labels that tell what a node is for. */
const telling = /gpu|accelerator|pool|instance-type/;

/** There is room for all, and not on each node over which the pods are spread. */
export function uneven(about: string, model: ModelNeeds, may: readonly FreeNode[], fit: readonly FreeNode[], room: number): Finding {
  const { served } = model;
  const others = may.filter((one) => !fit.includes(one));
  const path = served.paths.placement.nodeSelector;
  const apart = Object.entries(fit[0]?.node.labels ?? {})
    .filter(
      ([key, value]) =>
        key !== "kubernetes.io/hostname" &&
        fit.every(({ node }) => node.labels[key] === value) &&
        others.every(({ node }) => node.labels[key] !== value),
    )
    .toSorted(([a], [b]) => Number(telling.test(b)) - Number(telling.test(a)));
  const least = others[0] ?? fit.toSorted((a, b) => roomOn(a, model) - roomOn(b, model))[0];
  return {
    about,
    state: "fails",
    cause: "spread",
    seen: `pods are spread evenly over ${may.length} nodes, and ${least?.node.name} has ${others.length > 0 ? "no" : "less"} room: ${room} of ${model.pods} pods find a place`,
    follows: "the others stay Pending, and `pulumi up` waits for them in vain",
    fixes: [
      ...apart.map(([key, value]) => ({ path, value: { ...served.target.nodeSelector, [key]: value } })),
      ...fewerReplicas(model, room),
    ],
    administrator: "label the nodes for the model, and select them by target.nodeSelector",
  };
}

/** No node has room: of GPUs, of cores and memory, or of disk. */
function tooSmall(about: string, model: ModelNeeds, { deviceClasses }: Snapshot, all: readonly FreeNode[]): Finding {
  const { requests, served } = model;
  const gpusOf = ({ node, free }: FreeNode) => gpusFor(model, node, free[gpu] ?? 0);
  const gpus = Math.max(0, ...all.map(gpusOf));
  if (requests[gpu] && gpus < requests[gpu]) {
    const others = [
      ...new Set(all.flatMap(({ node }) => Object.keys(node.allocatable).filter((name) => name.includes("/") && name !== gpu))),
    ];
    const classes = "read" in deviceClasses ? deviceClasses.read : [];
    const also = [...others, ...classes.map((name) => `device class ${name}`)];
    const unfit = all.map(({ node, free }) => ((free[gpu] ?? 0) > 0 ? unfitGpus(model, node) : undefined)).find(Boolean);
    const plugin = all.some(({ node }) => Number(node.allocatable[gpu] ?? 0) > 0);
    const has = gpus > 0 ? `no node has more than ${gpus} of ${gpu} left` : plugin ? `no node has ${gpu} left` : `no node has ${gpu}`;
    return {
      about,
      state: "fails",
      cause: "gpus",
      seen: [unfit ?? has, ...(also.length > 0 ? [`there are ${also.join(", ")}`] : [])].join("; "),
      follows: pending,
      fixes: gpus === 0 ? [] : [{ path: `${served.paths.capacity}.gpus.count`, value: gpus }],
      administrator: plugin
        ? `add nodes with ${requests[gpu]} GPUs of ${served.capacity.gpus?.memoryGiB} GiB, or free them`
        : `install the NVIDIA device plugin on the GPU nodes; a keep counts GPUs as ${gpu}, not as resource claims`,
    };
  }
  const candidates = all.filter((one) => gpusOf(one) >= (requests[gpu] ?? 0));
  const most = (name: string) => Math.max(0, ...candidates.map(({ free }) => free[name] ?? 0));
  const [cores, bytes] = [most("cpu"), most("memory")];
  const disk = (requests["ephemeral-storage"] ?? 0) / GiB;
  const value = {
    vcpus: Math.min(served.target.node.vcpus, Math.floor(cores)),
    memoryGiB: Math.min(served.target.node.memoryGiB, Math.floor(bytes / GiB)),
  };
  return {
    about,
    state: "fails",
    cause: "size",
    seen: `the largest node has ${cores.toFixed(1)} cores and ${(bytes / GiB).toFixed(1)} GiB left; a pod asks for ${asked(model)}, and ${disk.toFixed(0)} GiB of disk`,
    follows: pending,
    fixes: [{ path: served.paths.placement.node, value }],
    administrator: "add larger nodes, or disk for the weights",
  };
}
