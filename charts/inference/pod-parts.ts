import type { Container, Volume } from "../kubernetes/parts.ts";

/** Texts of the programs that start and check vLLM in its container: `server-init.py`, `server-probe.py`. */
export interface ServerPrograms {
  init: string;
  probe: string;
}

/** What other charts put into the model server's pod. */
export interface PodParts {
  /** What must have ended well before the server starts: the loader of the weights. A native sidecar among them counts as a sidecar. */
  initContainers: readonly Container[];
  /**
   * Sidecars of the server; on several nodes, only of the first one. With `restartPolicy: Always` it is a native sidecar, which
   * starts before the server and ends after it.
   */
  sidecars: readonly Container[];
  /** Volumes of the two; among them the one of the weights. */
  volumes: readonly Volume[];
  programs: ServerPrograms;
  /** Annotations of the pod, such as the hash of a configuration that a sidecar reads only at its start. */
  annotations?: Readonly<Record<string, string>>;
}

/** Whether Kubernetes wants a sidecar among the init containers. */
export const isNative = (sidecar: Container) => sidecar.restartPolicy === "Always";

/** Names of the volumes that containers mount. */
export function mountedVolumes(containers: readonly Container[]): Set<string> {
  return new Set(containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name)));
}
