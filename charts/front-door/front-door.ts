import { isCurrent, type KeepSpec } from "../keep-spec.ts";
import type { ConfigMap, Service } from "../kubernetes/kinds.ts";
import type { Container, Volume } from "../kubernetes/parts.ts";
import { configMap } from "./config-map.ts";
import { frontDoorContainer, frontDoorVolumes } from "./container.ts";
import { frontDoorService } from "./service.ts";

/** The front door of a model server: its parts in the model server's pod, and its own objects. */
export interface FrontDoor {
  /** A native sidecar: goes under `initContainers`, after the weights loader, so that it ends after the server. */
  container: Container;
  /** Volumes of the pod. The one of vLLM's socket is the model server's. */
  volumes: Volume[];
  /** Annotations of the pod template: a new configuration rolls the pods. */
  annotations: Record<string, string>;
  objects: (ConfigMap | Service)[];
}

/**
 * Envoy in front of the model server: the only port of the pod, mutual TLS, three routes.
 *
 * @throws RangeError where clients come over PrivateLink and the way to them is not complete
 */
export function frontDoor(spec: KeepSpec): FrontDoor {
  const { object, annotations } = configMap(spec);
  return {
    container: frontDoorContainer(spec),
    volumes: frontDoorVolumes(spec),
    annotations,
    objects: [object, ...(isCurrent(spec) ? [frontDoorService(spec)] : [])],
  };
}
