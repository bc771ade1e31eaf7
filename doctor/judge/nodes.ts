import { type Finding, notRead, type SettingFix } from "../finding.ts";
import type { ModelNeeds, Needs } from "../needs.ts";
import { quantityOf } from "../quantity.ts";
import type { ClusterNode, Snapshot } from "../snapshot.ts";

const gpu = "nvidia.com/gpu";
const GiB = 2 ** 30;

/** Whether the nodes of the cluster can run each model's pods, and as many of them as the settings ask for. */
export function judgeNodes({ nodes, deviceClasses }: Snapshot, { models }: Needs): Finding[] {
  return models.map((model) => {
    const about = `nodes of ${model.name}`;
    if ("unread" in nodes) return notRead(about, nodes.unread);
    const up = nodes.read.filter(({ ready, unschedulable }) => ready && !unschedulable);
    if (up.length === 0)
      return { about, state: "fails", seen: "no node is ready", follows: "its pods stay Pending", administrator: "bring nodes up" };
    return placed(about, model, up, "read" in deviceClasses ? deviceClasses.read : []);
  });
}

/** How many pods a node has room for. */
function roomOn({ allocatable }: ClusterNode, requests: ModelNeeds["requests"]): number {
  const counts = Object.entries(requests).map(([name, asked]) =>
    asked === 0 ? Number.POSITIVE_INFINITY : Math.floor((quantityOf(allocatable[name] ?? "0") ?? 0) / asked),
  );
  return Math.min(...counts);
}

/** Taints of a node that keep the model's pods away. */
function untolerated({ taints }: ClusterNode, tolerations: ModelNeeds["served"]["target"]["tolerations"]): ClusterNode["taints"] {
  return taints.filter(
    (taint) =>
      taint.effect !== "PreferNoSchedule" &&
      !tolerations.some(
        ({ key, operator, value, effect }) =>
          key === taint.key &&
          (effect === undefined || effect === taint.effect) &&
          ((operator ?? (value === undefined ? "Exists" : "Equal")) === "Exists" || (value ?? "") === (taint.value ?? "")),
      ),
  );
}

function placed(about: string, model: ModelNeeds, up: readonly ClusterNode[], deviceClasses: readonly string[]): Finding {
  const { target } = model.served;
  const selected = (node: ClusterNode) => Object.entries(target.nodeSelector).every(([key, value]) => node.labels[key] === value);
  const tolerated = (node: ClusterNode) => untolerated(node, target.tolerations).length === 0;
  const large = (node: ClusterNode) => roomOn(node, model.requests) > 0;
  const fit = up.filter((node) => selected(node) && tolerated(node) && large(node));
  const room = fit.reduce((sum, node) => sum + roomOn(node, model.requests), 0);
  if (fit.length > 0 && room >= model.pods)
    return { about, state: "works", seen: `${fit.length} of ${up.length} nodes have room for ${model.pods} pods: ${asked(model)}` };
  if (fit.length > 0) return tooFew(about, model, room);
  const follows = "its pods stay Pending";
  const { placement } = model.served.paths;
  const otherwise = up.filter(large);
  if (otherwise.length === 0) return tooSmall(about, model, up, deviceClasses);
  const bySelector = otherwise.find(tolerated);
  if (!otherwise.some(selected) && bySelector !== undefined)
    return {
      about,
      state: "fails",
      cause: "labels",
      seen: `no node with room has the labels ${textOf(target.nodeSelector)}; ${bySelector.name} has room`,
      follows,
      fixes: [{ path: placement.nodeSelector, value: sharedLabels(target.nodeSelector, bySelector) }],
    };
  const byTaint = otherwise.find(selected) ?? (otherwise[0] as ClusterNode);
  const added = untolerated(byTaint, target.tolerations).map(({ key, value, effect }) => ({
    key,
    ...(value ? { operator: "Equal", value } : { operator: "Exists" }),
    effect,
  }));
  return {
    about,
    state: "fails",
    cause: "taints",
    seen: `${byTaint.name} has room, and the taints ${added.map(({ key }) => key).join(", ")}`,
    follows,
    fixes: [{ path: placement.tolerations, value: [...target.tolerations, ...added] }],
  };
}

/** Those of the selector's labels that a node has. */
const sharedLabels = (selector: Readonly<Record<string, string>>, { labels }: ClusterNode) =>
  Object.fromEntries(Object.entries(selector).flatMap(([key]) => (labels[key] === undefined ? [] : [[key, labels[key]]])));

const textOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(", ");

function asked({ requests }: ModelNeeds): string {
  const parts = [`${(requests["cpu"] ?? 0).toFixed(1)} cores`, `${((requests["memory"] ?? 0) / GiB).toFixed(1)} GiB`];
  return [...parts, ...(requests[gpu] ? [`${requests[gpu]} GPU${requests[gpu] === 1 ? "" : "s"}`] : [])].join(", ");
}

function tooFew(about: string, model: ModelNeeds, room: number): Finding {
  const { served, pods } = model;
  const replicas = Math.floor(room / served.capacity.nodesPerReplica);
  const { capacity, model: at } = served.paths;
  const current = served.id.version === "current";
  return {
    about,
    state: "fails",
    cause: "count",
    seen: `room for ${room} of ${pods} pods`,
    follows: "the others stay Pending, and `pulumi up` waits for them in vain",
    fixes:
      replicas < 1
        ? []
        : [
            current
              ? { path: `${capacity}.replicas`, value: { ...served.capacity.replicas, min: replicas } }
              : { path: `${at}.replicas`, value: replicas },
          ],
    administrator: "add nodes",
  };
}

/** No node has room: of GPUs, of cores and memory, or of disk. */
function tooSmall(about: string, model: ModelNeeds, up: readonly ClusterNode[], deviceClasses: readonly string[]): Finding {
  const { requests, served } = model;
  const most = (name: string, nodes = up) => Math.max(0, ...nodes.map(({ allocatable }) => quantityOf(allocatable[name] ?? "0") ?? 0));
  const follows = "its pods stay Pending";
  const gpus = most(gpu);
  if (requests[gpu] && gpus < requests[gpu]) {
    const others = [
      ...new Set(up.flatMap(({ allocatable }) => Object.keys(allocatable).filter((name) => name.includes("/") && name !== gpu))),
    ];
    const also = [...others, ...deviceClasses.map((name) => `device class ${name}`)].filter((name) => !name.startsWith("hugepages"));
    return {
      about,
      state: "fails",
      cause: "gpus",
      seen: `${gpus === 0 ? `no node has ${gpu}` : `no node has more than ${gpus} of ${gpu}`}${also.length > 0 ? `; there are ${also.join(", ")}` : ""}`,
      follows,
      fixes: gpus === 0 ? [] : [{ path: `${served.paths.capacity}.gpus.count`, value: gpus }],
      administrator:
        gpus === 0
          ? `install the NVIDIA device plugin on the GPU nodes; a keep counts GPUs as ${gpu}, not as resource claims`
          : `add nodes with ${requests[gpu]} GPUs`,
    };
  }
  const candidates = up.filter(({ allocatable }) => (quantityOf(allocatable[gpu] ?? "0") ?? 0) >= (requests[gpu] ?? 0));
  const [cores, bytes] = [most("cpu", candidates), most("memory", candidates)];
  const disk = (requests["ephemeral-storage"] ?? 0) / GiB;
  const node: SettingFix = {
    path: served.paths.placement.node,
    value: {
      vcpus: Math.min(served.target.node.vcpus, Math.floor(cores)),
      memoryGiB: Math.min(served.target.node.memoryGiB, Math.floor(bytes / GiB)),
    },
  };
  return {
    about,
    state: "fails",
    cause: "size",
    seen: `the largest node has ${cores.toFixed(1)} cores and ${(bytes / GiB).toFixed(1)} GiB; a pod asks for ${asked(model)}, and ${disk.toFixed(0)} GiB of disk`,
    follows,
    fixes: [node],
    administrator: "add larger nodes, or disk for the weights",
  };
}
