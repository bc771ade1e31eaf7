import type { Applied } from "./kubectl.ts";

/** A pod of one container of Python, which runs once and has no token. */
export interface PythonPod {
  name: string;
  namespace?: string;
  labels?: Readonly<Record<string, string>>;
  image: string;
  /** Memory that it asks for, such as `64Mi`; without it a node that runs short evicts it among the first. */
  memory?: string;
  /** Arguments of `python3`; default: it stays, so that it can be looked at. */
  run?: readonly string[];
  /** Volumes without their names, by the path at which each is mounted: the name is the path's own. */
  volumes?: Readonly<Record<`/${string}`, object>>;
}

export function pythonPod({
  name,
  namespace = "default",
  labels,
  image,
  memory,
  run = ["-c", "import signal; signal.pause()"],
  volumes,
}: PythonPod): Applied {
  const mounted = Object.entries(volumes ?? {}).map(([mountPath, source]) => ({ name: mountPath.slice(1), mountPath, source }));
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, ...(labels !== undefined && { labels }) },
    spec: {
      restartPolicy: "Never",
      terminationGracePeriodSeconds: 1,
      automountServiceAccountToken: false,
      containers: [
        {
          name: "main",
          image,
          command: ["python3", ...run],
          ...(memory !== undefined && { resources: { requests: { memory } } }),
          ...(volumes !== undefined && { volumeMounts: mounted.map(({ name, mountPath }) => ({ name, mountPath })) }),
        },
      ],
      ...(volumes !== undefined && { volumes: mounted.map(({ name, source }) => ({ name, ...source })) }),
    },
  };
}
