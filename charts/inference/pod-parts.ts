/** A container of a pod, as in its manifest. */
export interface Container {
  name: string;
  [field: string]: unknown;
}

/** A volume of a pod, as in its manifest. */
export interface Volume {
  name: string;
  [field: string]: unknown;
}

/** What other charts put into the model server's pod. */
export interface PodParts {
  /** What must have ended well before the server starts: the loader of the weights. A native sidecar among them counts as a sidecar. */
  initContainers: readonly Readonly<Record<string, unknown>>[];
  /**
   * Sidecars of the server; on several nodes, only of the first one. With `restartPolicy: Always` it is a native sidecar, which
   * starts before the server and ends after it.
   */
  sidecars: readonly Readonly<Record<string, unknown>>[];
  /** Volumes of the two; among them the one of the weights. */
  volumes: readonly Readonly<Record<string, unknown>>[];
  /** Text of the probe that runs in the server's container: `server-probe.py`. */
  probe: string;
  /** Annotations of the pod, such as the hash of a configuration that a sidecar reads only at its start. */
  annotations?: Readonly<Record<string, string>>;
}

/** Whether Kubernetes wants a sidecar among the init containers. */
export const isNative = (sidecar: Readonly<Record<string, unknown>>) => sidecar.restartPolicy === "Always";

/** Names of the volumes that containers mount. */
export function mountedVolumes(containers: readonly Readonly<Record<string, unknown>>[]): Set<string> {
  return new Set(containers.flatMap(({ volumeMounts }) => ((volumeMounts ?? []) as { name: string }[]).map(({ name }) => name)));
}
