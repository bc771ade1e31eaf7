import { type Finding, notRead } from "../finding.ts";
import type { ModelNeeds, Needs } from "../needs.ts";
import type { Snapshot } from "../snapshot.ts";
import { allowed, type FreeNode, freeNodes, machineOf, roomOn, roomOnAny, spreadRoom } from "./free-nodes.ts";
import { sharing } from "./gpu-parts.ts";
import { asked, noRoom, tooFew, uneven } from "./no-room.ts";

/**
 * Whether the nodes of the cluster can run each model's pods, and as many of them as the settings ask for, one model after another: what one
 * takes is not there for the next.
 */
export function judgeNodes(snapshot: Snapshot, { models }: Needs): Finding[] {
  const { nodes, requested } = snapshot;
  if ("unread" in nodes) return models.map((model) => notRead(`nodes of ${model.name}`, nodes.unread));
  const all = freeNodes(nodes.read, requested);
  return models.map((model) => {
    const about = `nodes of ${model.name}`;
    const finding = placed(about, model, snapshot, all);
    if (finding.state === "works") take(model, allowed(snapshot, all, model));
    return scaled(finding, snapshot);
  });
}

function placed(about: string, model: ModelNeeds, snapshot: Snapshot, all: readonly FreeNode[]): Finding {
  if (all.length === 0)
    return {
      about,
      state: "fails",
      cause: "none",
      seen: "no node takes pods",
      follows: "its pods stay Pending",
      administrator: "bring nodes up",
    };
  const may = allowed(snapshot, all, model);
  const fit = may.filter((one) => roomOn(one, model) > 0);
  if (fit.length === 0 && model.pods > 0) return noRoom(about, model, snapshot, all);
  const room = spreadRoom(may.map((one) => roomOn(one, model)));
  if (room < model.pods) {
    const anyhow = fit.reduce((sum, one) => sum + roomOn(one, model), 0);
    return anyhow < model.pods ? tooFew(about, model, room) : uneven(about, model, may, fit, room);
  }
  return (
    unlike(about, model, may) ??
    shared(about, model, fit) ??
    ("unread" in snapshot.requested
      ? { ...notRead(about, snapshot.requested.unread), follows: "other pods may take the room: what they request is unknown" }
      : { about, state: "works", seen: `${fit.length} of ${all.length} nodes have room for the pods (${model.pods}): ${asked(model)}` })
  );
}

/** Nodes of several kinds of machines: an image need not be made for all of them. */
function unlike(about: string, model: ModelNeeds, may: readonly FreeNode[]): Finding | undefined {
  const kinds = [...new Set(may.filter((one) => roomOnAny(one, model) > 0).map(({ node }) => machineOf(node)))];
  if (kinds.length < 2) return undefined;
  const { target, paths } = model.served;
  const path = paths.placement.nodeSelector;
  return {
    about,
    state: "undecided",
    cause: "machines",
    seen: `nodes with room are ${kinds.join(" and ")}`,
    follows: "its pods do not start on those that the images are not made for",
    fixes: kinds
      .filter((kind) => kind.startsWith("linux/"))
      .map((kind) => {
        const [os, arch] = kind.split("/");
        return {
          path,
          value: { ...target.nodeSelector, "kubernetes.io/os": os, ...(arch === "unknown" ? {} : { "kubernetes.io/arch": arch }) },
        };
      }),
    administrator: "see that the images are made for each of them, or label the nodes and select them",
  };
}

function shared(about: string, model: ModelNeeds, fit: readonly FreeNode[]): Finding | undefined {
  const found = fit
    .map(({ node }) => ({ node, by: model.served.target.accelerator === "none" ? undefined : sharing(node) }))
    .find(({ by }) => by);
  return (
    found && {
      about,
      state: "undecided",
      cause: "shared",
      seen: `GPUs of ${found.node.name} are shared by ${found.by}`,
      follows: "a GPU that is asked for may be a part of one that others fill, and two may be the same: the server then does not start",
      administrator: "turn sharing off on the nodes for the model",
    }
  );
}

/** Takes what a model's pods request, evenly over the nodes that it may be placed on. */
function take(model: ModelNeeds, may: readonly FreeNode[]): void {
  const pods = new Map<FreeNode, number>();
  const placedOn = (one: FreeNode) => pods.get(one) ?? 0;
  for (let i = 0; i < model.pods; i++) {
    const [next] = may.filter((one) => roomOn(one, model) > 0).toSorted((a, b) => placedOn(a) - placedOn(b));
    if (next === undefined) return;
    pods.set(next, placedOn(next) + 1);
    for (const [name, value] of Object.entries(model.requests)) next.free[name] = (next.free[name] ?? 0) - value;
  }
}

/** Where nodes come and go, that there is none now does not tell what comes. */
function scaled(finding: Finding, { autoscaler }: Snapshot): Finding {
  if (finding.state !== "fails") return finding;
  if ("unread" in autoscaler)
    return {
      ...finding,
      state: "undecided",
      follows: `its pods stay Pending, unless something adds nodes (not read: ${autoscaler.unread})`,
    };
  if (autoscaler.read === "") return finding;
  return {
    ...finding,
    state: "undecided",
    follows: `its pods stay Pending, unless ${autoscaler.read} adds a node that has room for them`,
    fixes: [],
    administrator: `see that ${autoscaler.read} has such nodes to add`,
  };
}
