import { frontDoorNodePort, listenerPorts } from "../../../charts/front-door/node-port.ts";
import { isPrivateLink, type PrivateLinkClient } from "../../settings/clients.ts";
import type { KeepSettings } from "../../settings/keep.ts";
import { currentModels } from "../../settings/served-model.ts";

/** How PrivateLink clients reach a model. */
export interface ModelListener {
  /** Key of the model. */
  model: string;
  /** Port of the load balancer. */
  listener: number;
  /** Port of the model's nodes. */
  nodePort: number;
  /** PrivateLink clients that may call it. */
  clients: readonly PrivateLinkClient[];
}

/** A listener for each model with PrivateLink clients. */
export function listenersOf(keep: KeepSettings): ModelListener[] {
  return currentModels(keep)
    .filter(({ clients }) => clients.some(isPrivateLink))
    .map(({ id: { model }, privateLinkPort: listener, clients }) => ({
      model,
      listener,
      nodePort: frontDoorNodePort(listener),
      clients: clients.filter(isPrivateLink),
    }));
}

/** Suffix of the names of per-port resources; empty for the default port. */
export const portSuffix = (listener: number): string => (listener === listenerPorts.usual ? "" : `-${listener}`);
