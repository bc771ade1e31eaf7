import { servingPriority } from "../isolation/priority-classes.ts";
import type { KeepSpec } from "../keep-spec.ts";
import type { LabelSelector, PodSpec, PodTemplate, TopologySpreadConstraint } from "../kubernetes/parts.ts";
import { modelServerAccount, modelServerLabels, modelServerName, modelServerSelector } from "../names.ts";
import { isNative, mountedVolumes, type PodParts } from "./pod-parts.ts";
import { serverContainer } from "./server-container.ts";
import { podSecurity } from "./server-security.ts";
import { serverVolumes } from "./server-volumes.ts";
import { terminationGraceSeconds } from "./shutdown.ts";
import type { ServerRole } from "./vllm-arguments.ts";

/**
 * The pod of the model server.
 * @param role `worker` for the other nodes of a replica: they have the weights, and neither a sidecar nor its volumes, such as its keys
 */
export function serverPod(spec: KeepSpec, parts: PodParts, role: ServerRole): PodTemplate {
  const { nodeSelector, tolerations, runtimeClass } = spec.placement;
  const sidecars = role === "worker" ? [] : [...parts.initContainers.filter(isNative), ...parts.sidecars];
  const initContainers = [...parts.initContainers.filter((one) => !isNative(one)), ...sidecars.filter(isNative)];
  const containers = [serverContainer(spec, role), ...sidecars.filter((sidecar) => !isNative(sidecar))];
  const mounted = mountedVolumes([...initContainers, ...containers]);
  return {
    metadata: {
      labels: modelServerLabels(spec.name, spec.server),
      annotations: {
        ...parts.annotations,
        // The Pod Identity webhook gives its token to every container otherwise: only what brings the weights needs it.
        ...(spec.network.podIdentity
          ? { "eks.amazonaws.com/skip-containers": [modelServerName, ...sidecars.map(({ name }) => name)].join(",") }
          : {}),
        // Scratch volumes hold nothing that a drained node should wait for.
        "cluster-autoscaler.kubernetes.io/safe-to-evict": "true",
      },
    },
    spec: {
      serviceAccountName: modelServerAccount,
      automountServiceAccountToken: false,
      // A Service called vllm would set VLLM_PORT, which vLLM refuses to start with.
      enableServiceLinks: false,
      hostNetwork: false,
      hostPID: false,
      hostIPC: false,
      shareProcessNamespace: false,
      securityContext: podSecurity(spec),
      priorityClassName: servingPriority(spec.name),
      ...(runtimeClass === undefined ? {} : ({ runtimeClassName: runtimeClass } satisfies Partial<PodSpec>)),
      nodeSelector,
      tolerations,
      ...spread(spec),
      terminationGracePeriodSeconds: terminationGraceSeconds(spec),
      initContainers,
      containers,
      volumes: [...serverVolumes(spec, parts), ...parts.volumes.filter(({ name }) => mounted.has(name))],
    },
  };
}

/**
 * Over zones as far as GPUs are to be had there; evenly over the nodes that there are, and rather on an empty one than on a shared one.
 * Nodes whose taints the pod does not tolerate are not counted, or a cluster with other pools could never place a second replica.
 */
function spread(spec: KeepSpec): Pick<PodSpec, "topologySpreadConstraints" | "affinity"> {
  const labelSelector: LabelSelector = { matchLabels: modelServerSelector(spec.name, spec.server) };
  const over = (topologyKey: string, whenUnsatisfiable: string): TopologySpreadConstraint => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable,
    nodeAffinityPolicy: "Honor",
    nodeTaintsPolicy: "Honor",
    labelSelector,
  });
  return {
    topologySpreadConstraints: [
      // The nodes of one replica talk to each other all the time, so a group stays where it is fastest.
      ...(spec.hardware.nodes > 1 ? [] : [over("topology.kubernetes.io/zone", "ScheduleAnyway")]),
      over("kubernetes.io/hostname", "DoNotSchedule"),
    ],
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { topologyKey: "kubernetes.io/hostname", labelSelector } },
        ],
      },
    },
  };
}
