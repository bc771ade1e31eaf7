import type { ServerId } from "../../charts/names.ts";
import type { KeepSettings } from "./keep.ts";
import type { ServedModel } from "./served-model.ts";
import { type OwnPlacementField, ownPlacementFields } from "./target.ts";

/** Paths of the settings of one version of a model in the document, for messages. */
export interface SettingsPaths {
  /** Checkpoint and context: `model`, `model.next`, `models.chat`. */
  model: string;
  /** Hardware: `capacity`, `models.chat.capacity`. */
  capacity: string;
  /** Nodes and weights: `target.node`, or `models.chat.node` if the model has its own. */
  placement: Readonly<Record<OwnPlacementField, string>>;
  /** The model's clients, by index among all clients: `clients[3]`. */
  clients: readonly string[];
}

/** Path of a version's checkpoint, depending on the form of the settings. */
export function modelPath({ model, version }: ServerId, written: KeepSettings["written"]): string {
  const at = entryPath(model, written);
  return version === "current" ? at : `${at}.next`;
}

const entryPath = (model: string, written: KeepSettings["written"]) => (written === "models" ? `models.${model}` : "model");

/** Paths of the settings of a version of a model. */
export function settingsPaths(
  { written, models, clients }: Pick<KeepSettings, "written" | "models" | "clients">,
  served: ServedModel,
): SettingsPaths {
  const entry = entryPath(served.id.model, written);
  const own = models[served.id.model];
  const placed = ownPlacementFields.map((field) => [field, `${own?.[field] === undefined ? "target" : entry}.${field}`] as const);
  return {
    model: modelPath(served.id, written),
    capacity: written === "models" ? `${entry}.capacity` : "capacity",
    placement: Object.fromEntries(placed) as Record<OwnPlacementField, string>,
    clients: served.clients.map((client) => `clients[${clients.indexOf(client)}]`),
  };
}
