import type { ServerId } from "../../charts/names.ts";
import type { KeepSettings } from "./keep.ts";
import type { ServedModel } from "./served-model.ts";
import { type OwnPlacementField, ownPlacementFields } from "./target.ts";

/** Where the settings of one version of a model stand in the document, for what is said of them. */
export interface SettingsPaths {
  /** Checkpoint and context: `model`, `model.next`, `models.chat`. */
  model: string;
  /** Hardware: `capacity`, `models.chat.capacity`. */
  capacity: string;
  /** Nodes and weights: `target.node`, or `models.chat.node` where the model has some of its own. */
  placement: Readonly<Record<OwnPlacementField, string>>;
  /** The model's clients, by their places among all clients: `clients[3]`. */
  clients: readonly string[];
}

/** Path of a version's checkpoint, by how the settings write their models. */
export function modelPath({ model, version }: ServerId, written: KeepSettings["written"]): string {
  const at = entryPath(model, written);
  return version === "current" ? at : `${at}.next`;
}

const entryPath = (model: string, written: KeepSettings["written"]) => (written === "models" ? `models.${model}` : "model");

/** Where the settings of a version of a model stand. */
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
