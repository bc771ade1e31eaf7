import { Fact } from "../shape/fact.ts";
import { both, optional, text, wholeNumber } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { doorShape } from "./door-container.ts";
import { frontDoorDigest } from "./front-door.ts";
import type { Keep, KeepModel as Model, KeepServer as Server } from "./keep.ts";
import { orLeftOut } from "./left-out.ts";
import { loaderShape } from "./loader-container.ts";
import { labelsOfServer, metadata, selectorOfServer } from "./metadata.ts";
import { settleSeconds } from "./model.ts";
import { gpuPoolOf, modelServer, poolLabel } from "./names.ts";
import { type KeepObject, object } from "./object.ts";
import { podVolumes } from "./pod-volumes.ts";
import type { Role } from "./role.ts";
import { serverShape } from "./server-container.ts";
import { podUser } from "./users.ts";

/** The annotation by which the provider takes back fields that others wrote. */
const takenBack = { "pulumi.com/patchForce": "true" };

/** The workload of each version of each model. */
export const modelServers = (keep: Keep): KeepObject[] => keep.servers.map(workload);

/** A Deployment, or groups of pods where a replica needs several nodes. */
function workload(server: Server): KeepObject {
  const { keep, name, model } = server;
  const meta = metadata(keep, "model-server", name, keep.serving);
  const replicas = wholeNumber(0, 64);
  if (model.group)
    return object("pod", "kubernetes:leaderworkerset.x-k8s.io/v1:LeaderWorkerSet", keep.serving, name, () => ({
      metadata: { ...meta, annotations: optional({ "pulumi.com/waitFor": "condition=Available", ...takenBack }) },
      spec: {
        replicas,
        startupPolicy: "LeaderCreated",
        networkConfig: { subdomainPolicy: "UniquePerReplica" },
        rolloutStrategy: { type: "RollingUpdate", rollingUpdateConfiguration: { maxSurge: 0, maxUnavailable: 1 } },
        leaderWorkerTemplate: {
          size: both(wholeNumber(2, 64), model.nodes),
          restartPolicy: "RecreateGroupOnPodRestart",
          leaderTemplate: template(server, "leader"),
          workerTemplate: template(server, "worker"),
        },
      },
    }));
  return object("pod", "kubernetes:apps/v1:Deployment", keep.serving, name, () => ({
    metadata: { ...meta, annotations: optional(takenBack) },
    spec: {
      progressDeadlineSeconds: wholeNumber(600, 1_000_000),
      replicas,
      revisionHistoryLimit: 3,
      selector: { matchLabels: selectorOfServer(server) },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      template: template(server, "single"),
    },
  }));
}

/** The pod: its security, its three containers, and volumes that are the pod's own, or programs and keys that it reads. */
function template(server: Server, role: Role): Shape {
  const { keep, model } = server;
  const door = role !== "worker";
  return {
    metadata: { labels: labelsOfServer(server), annotations: annotations(server, door) },
    spec: {
      serviceAccountName: modelServer,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      hostIPC: orLeftOut("hostIPC", false),
      hostNetwork: orLeftOut("hostNetwork", false),
      hostPID: orLeftOut("hostPID", false),
      shareProcessNamespace: false,
      securityContext: {
        ...podUser(keep.user),
        fsGroupChangePolicy: "OnRootMismatch",
        runAsNonRoot: true,
        seccompProfile: { type: "RuntimeDefault" },
      },
      priorityClassName: keep.named("serving"),
      ...runtimeClass(model),
      ...placement(model),
      ...spread(server),
      terminationGracePeriodSeconds: server.requestSeconds.as((seconds) => seconds + settleSeconds + 65),
      containers: [serverShape(server, role)],
      initContainers: [loaderShape(server), ...(door ? [doorShape(keep)] : [])],
      volumes: podVolumes(server, door),
    },
  };
}

const annotations = (server: Server, door: boolean): Shape => ({
  "modelkeep/front-door-config-sha256": frontDoorDigest(server),
  "cluster-autoscaler.kubernetes.io/safe-to-evict": "true",
  ...(server.keep.podIdentity && { "eks.amazonaws.com/skip-containers": door ? "model-server,front-door" : "model-server" }),
});

/** The RuntimeClass as in the settings, which is the same for both versions. */
const runtimeClass = (model: Model): Readonly<Record<string, Shape>> => {
  const known = text(/nvidia(-cdi|-legacy)?/, "nvidia, or none");
  return model.runtimeClass.when<Readonly<Record<string, Shape>>>({
    known: (name) => (name === undefined ? {} : { runtimeClassName: both(known, Fact.of<Shape>(name)) }),
    unknown: () => ({ runtimeClassName: optional(known) }),
  });
};

/** Node selection as in the settings, for both versions and for the probe: where the keep makes the cluster, the nodes of the model's own pool. */
function placement({ keep, key, nodeSelector, tolerations }: Model): { nodeSelector: Shape; tolerations: Shape } {
  const ownCluster = keep.stack.peek("aws:eks/cluster:Cluster").length > 0;
  const labelValue = text(/([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?/, "a label");
  return {
    nodeSelector: orLeftOut(
      "nodeSelector",
      ownCluster
        ? { [poolLabel]: gpuPoolOf(key) }
        : nodeSelector.as((labels) =>
            Object.fromEntries(
              Object.entries(labels).map(([one, value]): [string, Shape] => [one, both(labelValue, Fact.of<Shape>(value))]),
            ),
          ),
    ),
    tolerations: orLeftOut(
      "tolerations",
      ownCluster ? [gpuToleration] : tolerations.as((all) => all.map((one): Shape => both(toleration, Fact.of<Shape>(one)))),
    ),
  };
}

/** The taint of every pool of GPU nodes that a keep makes. */
const gpuToleration: Shape = { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" };

/** A taint by its name: without one every taint is tolerated, also that of another's nodes. */
const toleration: Shape = {
  key: text(/([a-z0-9.-]+\/)?[A-Za-z0-9][A-Za-z0-9._-]*/, "a taint's name"),
  operator: text(/Equal|Exists/),
  value: optional(text(/[A-Za-z0-9._-]*/)),
  effect: optional(text(/NoSchedule|NoExecute|PreferNoSchedule/)),
};

function spread(server: Server): Readonly<Record<string, Shape>> {
  const labelSelector = { matchLabels: selectorOfServer(server) };
  const over = (topologyKey: string, whenUnsatisfiable: string): Shape => ({
    labelSelector,
    maxSkew: 1,
    nodeAffinityPolicy: "Honor",
    nodeTaintsPolicy: "Honor",
    topologyKey,
    whenUnsatisfiable,
  });
  return {
    topologySpreadConstraints: [
      ...(server.model.group ? [] : [over("topology.kubernetes.io/zone", "ScheduleAnyway")]),
      over("kubernetes.io/hostname", "DoNotSchedule"),
    ],
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { podAffinityTerm: { labelSelector, topologyKey: "kubernetes.io/hostname" }, weight: 100 },
        ],
      },
    },
  };
}
