import type { ModelNeeds } from "../needs.ts";
import { quantityOf } from "../quantity.ts";
import type { ClusterNode, Snapshot } from "../snapshot.ts";
import { gpu, gpusFor } from "./gpu-parts.ts";
import { platformSeen } from "./platform.ts";

/** A node with what it has left, by resource. */
export interface FreeNode {
  node: ClusterNode;
  free: Record<string, number>;
}

/**
 * Taints that state what a node goes through, and that go away by themselves: to tolerate them places pods where the kubelet refuses or evicts
 * them. Sources: "Taints and Tolerations", kubernetes.io; cluster-autoscaler, utils/taints; karpenter.sh, docs/concepts/disruption.
 */
const ofCondition =
  /^(node\.kubernetes\.io|node\.cloudprovider\.kubernetes\.io|node\.cilium\.io|karpenter\.sh)\/|^ToBeDeletedByClusterAutoscaler$/;

/** What kind of machine a node is: images are made for some. */
export const machineOf = ({ labels }: ClusterNode): string =>
  `${labels["kubernetes.io/os"] ?? "linux"}/${labels["kubernetes.io/arch"] ?? "unknown"}`;

const runsLinux = (node: ClusterNode) => machineOf(node).startsWith("linux/");

/** Nodes that take new pods now, with what pods of others leave of each; where that was not read, with all of it. */
export function freeNodes(nodes: readonly ClusterNode[], requested: Snapshot["requested"]): FreeNode[] {
  const taken = "read" in requested ? requested.read : {};
  return nodes.filter(takesPods).map((node) => ({
    node,
    free: Object.fromEntries(
      Object.entries(node.allocatable).map(([name, text]) => [name, (quantityOf(text) ?? 0) - (taken[node.name]?.[name] ?? 0)]),
    ),
  }));
}

const takesPods = ({ ready, unschedulable, taints }: ClusterNode) =>
  ready && !unschedulable && !taints.some(({ key, effect }) => effect !== "PreferNoSchedule" && ofCondition.test(key));

/** How many pods of a model a node has room for; none where it does not run Linux, or its GPUs are not those that are asked for. */
export function roomOn({ node, free }: FreeNode, model: ModelNeeds): number {
  return runsLinux(node) ? roomOnAny({ node, free }, model) : 0;
}

/** The same on any operating system: what the scheduler sees. */
export function roomOnAny({ node, free }: FreeNode, model: ModelNeeds): number {
  const counts = Object.entries(model.requests).map(([name, asked]) => {
    const left = name === gpu ? gpusFor(model, node, free[gpu] ?? 0) : (free[name] ?? 0);
    return asked === 0 ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(left / asked + 1e-9));
  });
  return Math.min(...counts);
}

/**
 * How many pods find a place: they are spread so that no node has more than one more than another, and a node without room counts as well.
 * Source: `charts/inference/server-pod.ts`, the constraint over kubernetes.io/hostname.
 */
export function spreadRoom(rooms: readonly number[]): number {
  const least = Math.min(...rooms);
  return rooms.reduce((sum, room) => sum + Math.min(room, least + 1), 0);
}

/** Whether a node has the labels that a model's pods select. */
export const selected = ({ node }: FreeNode, { served: { target } }: ModelNeeds): boolean =>
  Object.entries(target.nodeSelector).every(([key, value]) => node.labels[key] === value);

/** Taints of a node that keep a model's pods away. GKE lets pods that ask for GPUs tolerate its taint of GPU nodes. */
export function untolerated(snapshot: Snapshot, { node: { taints } }: FreeNode, { served, requests }: ModelNeeds): ClusterNode["taints"] {
  const onGke = platformSeen(snapshot) === "gke" && (requests[gpu] ?? 0) > 0;
  return taints.filter(
    (taint) =>
      taint.effect !== "PreferNoSchedule" &&
      !(onGke && taint.key === gpu) &&
      !served.target.tolerations.some(
        ({ key, operator, value, effect }) =>
          key === taint.key &&
          (effect === undefined || effect === taint.effect) &&
          ((operator ?? (value === undefined ? "Exists" : "Equal")) === "Exists" || (value ?? "") === (taint.value ?? "")),
      ),
  );
}

/** Nodes that a model's pods may be placed on by labels and taints. */
export const allowed = (snapshot: Snapshot, all: readonly FreeNode[], model: ModelNeeds): FreeNode[] =>
  all.filter((one) => selected(one, model) && untolerated(snapshot, one, model).length === 0);
