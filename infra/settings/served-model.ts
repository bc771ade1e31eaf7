import { listenerPorts } from "../../charts/front-door/node-port.ts";
import type { ServerId, Serves } from "../../charts/names.ts";
import type { Client } from "./clients.ts";
import type { KeepSettings } from "./keep.ts";
import type { ModelSettings } from "./model.ts";
import type { ModelEntry } from "./models.ts";
import { ownPlacementFields } from "./target.ts";

/** One version of one model of a keep, with all its settings: the planner and most checks treat it as a separate keep. */
export interface ServedModel extends Omit<KeepSettings, "models" | "system" | "name" | "written"> {
  id: ServerId;
  /** Value of `model` in a client's request. */
  servedAs: string;
  /** Which versions of the model serve clients. */
  serves: Serves;
  /** The version's checkpoint and context. */
  model: Omit<ModelSettings, "next" | "servedAs">;
  /** The version's hardware: that of the model, with its own replicas. */
  capacity: ModelEntry["capacity"];
  /** Port at which PrivateLink clients reach the model. */
  privateLinkPort: number;
  /** Clients whose grant names the model. */
  clients: Client[];
}

/** Whether a grant includes a model; in a keep with one model it need not name it. */
const names = ({ models }: Client, key: string, all: readonly string[]) => models?.includes(key) ?? (all.length === 1 && all[0] === key);

/** The clients that may call a model. */
const clientsOf = ({ clients, models }: KeepSettings, key: string): Client[] =>
  clients.filter((client) => names(client, key, Object.keys(models)));

/** The target with the model's own placement on an existing cluster. */
function targetOf({ target }: KeepSettings, entry: ModelEntry): KeepSettings["target"] {
  if (target.kind === "eks") return target;
  const own = ownPlacementFields.filter((field) => entry[field] !== undefined);
  return { ...target, ...Object.fromEntries(own.map((field) => [field, entry[field]])) };
}

/**
 * Every version of every model of a keep, sorted by model key, so that the order in the settings does not matter, the current version
 * before the next one.
 */
export function servedModels(keep: KeepSettings): [ServedModel, ...ServedModel[]] {
  const all = Object.entries(keep.models)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, entry]) => versionsOf(keep, key, entry));
  return all as [ServedModel, ...ServedModel[]];
}

/** The current version of every model. */
export const currentModels = (keep: KeepSettings): ServedModel[] => servedModels(keep).filter(({ id }) => id.version === "current");

function versionsOf(keep: KeepSettings, key: string, entry: ModelEntry): ServedModel[] {
  const { models: _models, system: _system, name: _name, written: _written, ...shared } = keep;
  const { name, lock, contextTokens, kvCacheDtype, servedAs = name, next, capacity, privateLinkPort } = entry;
  const either = {
    ...shared,
    target: targetOf(keep, entry),
    clients: clientsOf(keep, key),
    servedAs,
    serves: next?.serves ?? "current",
    privateLinkPort: privateLinkPort ?? listenerPorts.usual,
  };
  const current: ServedModel = {
    ...either,
    id: { model: key, version: "current" },
    model: { name, lock, contextTokens, kvCacheDtype },
    capacity,
  };
  if (next === undefined) return [current];
  const { replicas } = next;
  return [
    current,
    {
      ...either,
      id: { model: key, version: "next" },
      model: { name: next.name ?? name, lock: next.lock, contextTokens: next.contextTokens, kvCacheDtype: next.kvCacheDtype },
      capacity: { ...capacity, replicas: { min: replicas, max: replicas } },
    },
  ];
}
