import { frontDoorNodePort, listenerPorts } from "../../../charts/front-door/node-port.ts";
import { isPrivateLink, type PrivateLinkClient } from "../../settings/clients.ts";
import type { KeepSettings } from "../../settings/keep.ts";
import { currentModels } from "../../settings/served-model.ts";

/** Where clients over PrivateLink reach a model. */
export interface ModelListener {
  /** Key of the model. */
  model: string;
  /** Port of the load balancer. */
  listener: number;
  /** Port of the model's nodes. */
  nodePort: number;
  /** The clients over PrivateLink that may call it. */
  clients: readonly PrivateLinkClient[];
}

/** A listener for each model that has clients over PrivateLink. */
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

/** End of the names of resources that there are by port; the usual port needs no words. */
export const portSuffix = (listener: number): string => (listener === listenerPorts.usual ? "" : `-${listener}`);
