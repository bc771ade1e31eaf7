import { programFacts } from "../facts/facts.ts";
import { Fact } from "../shape/fact.ts";
import { optional, text, wholeNumber } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { lockfileConfigMap } from "./config-maps.ts";
import { doorShape } from "./door-container.ts";
import { frontDoorDigest } from "./front-door.ts";
import { type Keep, settleSeconds } from "./keep.ts";
import { orLeftOut } from "./left-out.ts";
import { loaderShape } from "./loader-container.ts";
import { labelsOf, metadata, selectorOf } from "./metadata.ts";
import { dnsName, modelServer, serverUser, servingNamespace } from "./names.ts";
import { type KeepObject, object } from "./object.ts";
import type { Role } from "./role.ts";
import { serverProbeConfigMap, serverShape } from "./server-container.ts";

/** The annotation by which the provider takes back fields that others wrote. */
const takenBack = { "pulumi.com/patchForce": "true" };

/** The workload of the model server: a Deployment, or groups of pods where a replica needs several nodes. */
export function modelServers(keep: Keep): KeepObject[] {
  const meta = metadata(keep, "model-server", modelServer, servingNamespace);
  const replicas = wholeNumber(0, 64);
  if (keep.group)
    return [
      object("pod", "kubernetes:leaderworkerset.x-k8s.io/v1:LeaderWorkerSet", servingNamespace, modelServer, () => ({
        metadata: { ...meta, annotations: optional({ "pulumi.com/waitFor": "condition=Available", ...takenBack }) },
        spec: {
          replicas,
          startupPolicy: "LeaderCreated",
          networkConfig: { subdomainPolicy: "UniquePerReplica" },
          rolloutStrategy: { type: "RollingUpdate", rollingUpdateConfiguration: { maxSurge: 0, maxUnavailable: 1 } },
          leaderWorkerTemplate: {
            size: wholeNumber(2, 64),
            restartPolicy: "RecreateGroupOnPodRestart",
            leaderTemplate: template(keep, "leader"),
            workerTemplate: template(keep, "worker"),
          },
        },
      })),
    ];
  return [
    object("pod", "kubernetes:apps/v1:Deployment", servingNamespace, modelServer, () => ({
      metadata: { ...meta, annotations: optional(takenBack) },
      spec: {
        progressDeadlineSeconds: wholeNumber(600, 1_000_000),
        replicas,
        revisionHistoryLimit: 3,
        selector: { matchLabels: selectorOf(keep, "model-server") },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
        template: template(keep, "single"),
      },
    })),
  ];
}

/** The pod: its security, its three containers, and volumes that are the pod's own, or programs and keys that it reads. */
function template(keep: Keep, role: Role): Shape {
  const door = role !== "worker";
  return {
    metadata: { labels: labelsOf(keep, "model-server"), annotations: annotations(keep, door) },
    spec: {
      serviceAccountName: modelServer,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      hostIPC: orLeftOut("hostIPC", false),
      hostNetwork: orLeftOut("hostNetwork", false),
      hostPID: orLeftOut("hostPID", false),
      shareProcessNamespace: false,
      securityContext: {
        fsGroup: serverUser,
        fsGroupChangePolicy: "OnRootMismatch",
        runAsGroup: serverUser,
        runAsNonRoot: true,
        runAsUser: serverUser,
        seccompProfile: { type: "RuntimeDefault" },
      },
      priorityClassName: "modelkeep-serving",
      runtimeClassName: optional(text(/nvidia(-cdi|-legacy)?/, "nvidia, or none")),
      ...placement(keep),
      ...spread(keep),
      terminationGracePeriodSeconds: keep.requestSeconds.as((seconds) => seconds + settleSeconds + 45),
      containers: [serverShape(keep, role)],
      initContainers: [loaderShape(keep), ...(door ? [doorShape()] : [])],
      volumes: volumes(keep, door),
    },
  };
}

const annotations = (keep: Keep, door: boolean): Shape => ({
  "modelkeep/front-door-config-sha256": frontDoorDigest(keep),
  "cluster-autoscaler.kubernetes.io/safe-to-evict": "true",
  ...(keep.podIdentity && { "eks.amazonaws.com/skip-containers": door ? "model-server,front-door" : "model-server" }),
});

/** Node selection as in the settings, for the server and for the probe, which runs on the same nodes. */
function placement(keep: Keep): { nodeSelector: Shape; tolerations: Shape } {
  const labelValue = text(/([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?/, "a label");
  return {
    nodeSelector: orLeftOut(
      "nodeSelector",
      keep.nodeSelector.as((labels) => Object.fromEntries(Object.keys(labels).map((key): [string, Shape] => [key, labelValue]))),
    ),
    tolerations: orLeftOut(
      "tolerations",
      keep.tolerations.as((all) => all.map((): Shape => toleration)),
    ),
  };
}

/** A taint by its name: without one every taint is tolerated, also that of another's nodes. */
const toleration: Shape = {
  key: text(/([a-z0-9.-]+\/)?[A-Za-z0-9][A-Za-z0-9._-]*/, "a taint's name"),
  operator: text(/Equal|Exists/),
  value: optional(text(/[A-Za-z0-9._-]*/)),
  effect: optional(text(/NoSchedule|NoExecute|PreferNoSchedule/)),
};

function spread(keep: Keep): Readonly<Record<string, Shape>> {
  const labelSelector = { matchLabels: selectorOf(keep, "model-server") };
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
      ...(keep.group ? [] : [over("topology.kubernetes.io/zone", "ScheduleAnyway")]),
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

/** Volumes: empty ones of the pod, the programs, the claim on the weights, and the certificates. No other type. */
function volumes(keep: Keep, door: boolean): Shape {
  const empty = (name: string, sizeLimit: Shape, medium?: string): Shape => ({
    name,
    emptyDir: { sizeLimit, ...(medium !== undefined && { medium }) },
  });
  const map = (name: string, configMap: Shape): Shape => ({ name, configMap: { name: configMap, defaultMode: 0o444 } });
  const secret = (name: string, secretName: Shape, ...keys: string[]): Shape => ({
    name,
    secret: { secretName, defaultMode: 0o444, items: keys.map((key) => ({ key, path: key })) },
  });
  const shared = Fact.all(keep.gpus, keep.ranks).as(([gpus, ranks]) => `${gpus > 0 ? 2 * ranks + Math.max(0, gpus - ranks) : 1}Gi`);
  const issued = keep.find("kubernetes:cert-manager.io/v1:Certificate", servingNamespace, "front-door") !== undefined;
  const secretName: Shape = issued ? "front-door-certificate" : text(dnsName, "a secret's name");
  return keep.vault.as(
    (vault): Shape => [
      empty("socket", "1Mi", "Memory"),
      empty("shared-memory", shared, "Memory"),
      empty("tmp", "4Gi"),
      empty("home", "1Gi"),
      empty("cache", "16Gi"),
      map("probe", serverProbeConfigMap),
      empty("weights", text(/[1-9]\d{0,4}Gi/, "the size of the weights")),
      map("weights-lockfile", lockfileConfigMap(keep)),
      map("weights-loader", programFacts.loader.configMap),
      ...(vault ? [] : [{ name: "weights-claim", persistentVolumeClaim: { claimName: text(dnsName, "a claim's name"), readOnly: true } }]),
      ...(door
        ? [
            map("front-door-config", "front-door"),
            secret("front-door-server", secretName, "tls.crt", "tls.key"),
            secret("front-door-client-ca", text(dnsName, "a secret's name"), "ca.pem"),
          ]
        : []),
    ],
  );
}
