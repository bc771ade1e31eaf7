import { dnsName } from "../keep/names.ts";
import { anyText, listOf, mapOf, oneOf, optional, text, wholeNumber } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { labels } from "./metadata.ts";

// The fields that pods outside of the keep may have: those of the keep's own pods, with their own values. The values are checked by the
// rules for pods, such as kubernetes-pod-image-digest.

const name = text(dnsName, "a name");
const number = wholeNumber(0, 2 ** 31);
const flag = oneOf(true, false);
const words = listOf(anyText);
const port = oneOf(wholeNumber(1, 65_535), text(/[a-z0-9-]{1,15}/, "a port"));
const amounts = mapOf(/cpu|memory|ephemeral-storage|nvidia\.com\/gpu/, oneOf(anyText, number));
const seccomp: Shape = { type: "RuntimeDefault" };
const user = wholeNumber(1, 2 ** 31);

const securityContext: Shape = {
  allowPrivilegeEscalation: optional(false),
  capabilities: optional({ drop: ["ALL"] }),
  privileged: optional(false),
  readOnlyRootFilesystem: optional(true),
  runAsGroup: optional(user),
  runAsNonRoot: optional(true),
  runAsUser: optional(user),
  seccompProfile: optional(seccomp),
};

const probe: Shape = {
  exec: optional({ command: words }),
  tcpSocket: optional({ port }),
  httpGet: optional({ path: optional(anyText), port, scheme: optional(oneOf("HTTP", "HTTPS")) }),
  initialDelaySeconds: optional(number),
  failureThreshold: optional(number),
  periodSeconds: optional(number),
  successThreshold: optional(number),
  timeoutSeconds: optional(number),
};

const field: Shape = {
  fieldRef: { apiVersion: optional("v1"), fieldPath: text(/(metadata|status|spec)\.[A-Za-z0-9.[\]'/_-]+/, "a field of the pod") },
};

const container: Shape = {
  name,
  image: anyText,
  imagePullPolicy: optional(oneOf("IfNotPresent", "Always", "Never")),
  command: optional(words),
  args: optional(words),
  env: optional(listOf({ name: anyText, value: optional(anyText), valueFrom: optional(field) })),
  ports: optional(listOf({ name: optional(anyText), containerPort: wholeNumber(1, 65_535), protocol: optional(oneOf("TCP", "UDP")) })),
  resources: optional({ limits: optional(amounts), requests: optional(amounts) }),
  restartPolicy: optional("Always"),
  livenessProbe: optional(probe),
  readinessProbe: optional(probe),
  startupProbe: optional(probe),
  lifecycle: optional({ preStop: { exec: { command: words } } }),
  terminationMessagePolicy: optional(oneOf("File", "FallbackToLogsOnError")),
  securityContext: optional(securityContext),
  volumeMounts: optional(listOf({ name, mountPath: text(/\/[\w./-]+/, "a path"), readOnly: optional(flag) })),
};

const key: Shape = { key: anyText, path: text(/[\w.-]+/, "a file") };

/** A volume of the pod's own, a ConfigMap, a Secret or a claim of its namespace. */
const mounted: Shape = oneOf(
  { name, emptyDir: { medium: optional("Memory"), sizeLimit: optional(anyText) } },
  { name, configMap: { name, defaultMode: optional(number), items: optional(listOf(key)) } },
  { name, secret: { secretName: name, defaultMode: optional(number), items: optional(listOf(key)) } },
  { name, persistentVolumeClaim: { claimName: name, readOnly: optional(flag) } },
);

const selector: Shape = { matchLabels: labels };

/** A pod's specification. */
export const podSpec: Shape = {
  affinity: optional({
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: listOf({
        podAffinityTerm: { labelSelector: selector, topologyKey: anyText },
        weight: number,
      }),
    },
  }),
  automountServiceAccountToken: optional(false),
  containers: listOf(container, { least: 1 }),
  enableServiceLinks: optional(false),
  hostIPC: optional(false),
  hostNetwork: optional(false),
  hostPID: optional(false),
  initContainers: optional(listOf(container)),
  nodeSelector: optional(mapOf(/[\w./-]+/, anyText)),
  priorityClassName: optional(text(/modelkeep-[a-z0-9-]+-batch/, "the class of a keep for work that can wait")),
  restartPolicy: optional(oneOf("Always", "OnFailure", "Never")),
  securityContext: optional({
    fsGroup: optional(user),
    fsGroupChangePolicy: optional(oneOf("OnRootMismatch", "Always")),
    runAsGroup: optional(user),
    runAsNonRoot: optional(true),
    runAsUser: optional(user),
    seccompProfile: optional(seccomp),
  }),
  serviceAccountName: optional(name),
  shareProcessNamespace: optional(false),
  terminationGracePeriodSeconds: optional(number),
  topologySpreadConstraints: optional(
    listOf({
      labelSelector: selector,
      maxSkew: number,
      nodeAffinityPolicy: optional(anyText),
      nodeTaintsPolicy: optional(anyText),
      topologyKey: anyText,
      whenUnsatisfiable: anyText,
    }),
  ),
  volumes: optional(listOf(mounted)),
};

/** A template of pods, with labels that the allow-list knows. */
export const podTemplate: Shape = {
  metadata: { labels, annotations: optional({}), name: optional(name), namespace: optional(name) },
  spec: podSpec,
};

const job: Shape = {
  activeDeadlineSeconds: optional(number),
  backoffLimit: optional(number),
  completions: optional(number),
  parallelism: optional(number),
  ttlSecondsAfterFinished: optional(number),
  template: podTemplate,
};

const rolling: Shape = {
  type: oneOf("RollingUpdate", "Recreate", "OnDelete"),
  rollingUpdate: optional(mapOf(/maxSurge|maxUnavailable|partition/, oneOf(anyText, number))),
};
const replicated: Readonly<Record<string, Shape>> = {
  replicas: optional(number),
  selector,
  template: podTemplate,
  revisionHistoryLimit: optional(number),
  minReadySeconds: optional(number),
};

/** The specification of each kind that makes pods; of a Pod itself and of a template the whole is elsewhere. */
export const workloadSpecs: Readonly<Record<string, Shape>> = {
  "kubernetes:core/v1:Pod": podSpec,
  "kubernetes:core/v1:ReplicationController": { replicas: optional(number), selector: labels, template: podTemplate },
  "kubernetes:apps/v1:Deployment": { ...replicated, progressDeadlineSeconds: optional(number), strategy: optional(rolling) },
  "kubernetes:apps/v1:ReplicaSet": replicated,
  "kubernetes:apps/v1:DaemonSet": {
    selector,
    template: podTemplate,
    updateStrategy: optional(rolling),
    revisionHistoryLimit: optional(number),
  },
  "kubernetes:apps/v1:StatefulSet": {
    ...replicated,
    serviceName: optional(name),
    podManagementPolicy: optional(anyText),
    updateStrategy: optional(rolling),
  },
  "kubernetes:batch/v1:Job": job,
  "kubernetes:batch/v1:CronJob": {
    schedule: anyText,
    timeZone: optional(anyText),
    concurrencyPolicy: optional(anyText),
    startingDeadlineSeconds: optional(number),
    successfulJobsHistoryLimit: optional(number),
    failedJobsHistoryLimit: optional(number),
    suspend: optional(flag),
    jobTemplate: { metadata: optional({ labels }), spec: job },
  },
};
