import { socketFolder, socketVolume } from "../inference/paths.ts";
import { sidecarReserve } from "../inference/server-resources.ts";
import { containerSecurity } from "../inference/server-security.ts";
import type { KeepSpec } from "../keep-spec.ts";
import type { Container, Probe, Resources, Volume } from "../kubernetes/parts.ts";
import { frontDoorPort } from "../names.ts";
import { certificateSecrets } from "./certificate.ts";
import { configMapName } from "./config-map.ts";
import { frontDoorLimits, type LimitsSpec } from "./limits.ts";
import { authorityFile, configFiles, type FrontDoorPaths, podPaths } from "./paths.ts";

/** Volumes of the pod that the front door brings. */
const volumeNames = { config: "front-door-config", server: "front-door-server", clientCa: "front-door-client-ca" } as const;

/** Threads that answer: not one for each core of a GPU node. */
export const envoyWorkers = 2;

/** Arguments of Envoy. The log goes out after a second at the latest. */
export const envoyArguments = (paths: FrontDoorPaths): string[] => [
  ...["--config-path", `${paths.config}/${configFiles.bootstrap}`],
  ...["--concurrency", String(envoyWorkers)],
  ...["--log-level", "warning"],
  ...["--file-flush-interval-msec", "1000"],
  "--disable-hot-restart",
];

/** What the front door asks of its node, as much as it may use. */
const frontDoorResources = (spec: LimitsSpec): Resources => ({
  cpu: `${sidecarReserve.cpu * 1000}m`,
  memory: `${frontDoorLimits(spec).memoryMiB}Mi`,
  "ephemeral-storage": "256Mi",
});

/**
 * Envoy as a native sidecar: an init container that goes on (Kubernetes 1.29 or newer). The kubelet starts it before the model server and
 * ends it after, so requests under way keep their way out: the server's drain is the drain. Envoy needs none of its own then, which
 * would take an admin interface, or a shell for a hook, and the image has neither: when it gets SIGTERM, no client is left to answer.
 * Ready as soon as it listens: without certificates every handshake fails, and whether the model answers is the server's probe to say.
 */
export function frontDoorContainer(spec: LimitsSpec & Pick<KeepSpec, "images" | "users">): Container {
  const resources = frontDoorResources(spec);
  const listens: Probe = { tcpSocket: { port: frontDoorPort } };
  return {
    name: "front-door",
    image: spec.images.envoy,
    imagePullPolicy: "IfNotPresent",
    restartPolicy: "Always",
    command: ["/usr/local/bin/envoy"],
    args: envoyArguments(podPaths),
    ports: [{ name: "https", containerPort: frontDoorPort, protocol: "TCP" }],
    startupProbe: { ...listens, periodSeconds: 1, failureThreshold: 60 },
    readinessProbe: { ...listens, periodSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...listens, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
    terminationMessagePolicy: "FallbackToLogsOnError",
    resources: { requests: resources, limits: resources },
    // vLLM binds its socket without changing the mode, so only the server's own user may connect.
    securityContext: containerSecurity(spec),
    volumeMounts: [
      { name: volumeNames.config, mountPath: podPaths.config, readOnly: true },
      { name: volumeNames.server, mountPath: podPaths.server, readOnly: true },
      { name: volumeNames.clientCa, mountPath: podPaths.clientCa, readOnly: true },
      // Connecting to a socket is no write to the volume.
      { name: socketVolume, mountPath: socketFolder, readOnly: true },
    ],
  };
}

/** Volumes that {@link frontDoorContainer} mounts, but the socket's, which belongs to the model server. */
export function frontDoorVolumes(spec: Pick<KeepSpec, "certificates" | "server">): Volume[] {
  const secrets = certificateSecrets(spec);
  // Readable for any user of the container: it has one, and whether the pod has an fsGroup is not decided here.
  const secret = (name: string, secretName: string, keys: string[]): Volume => ({
    name,
    secret: { secretName, defaultMode: 0o444, items: keys.map((key) => ({ key, path: key })) },
  });
  return [
    { name: volumeNames.config, configMap: { name: configMapName(spec), defaultMode: 0o444 } },
    secret(volumeNames.server, secrets.server, ["tls.crt", "tls.key"]),
    secret(volumeNames.clientCa, secrets.clientCa, [authorityFile]),
  ];
}
