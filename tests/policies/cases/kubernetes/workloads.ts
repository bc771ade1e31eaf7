import type { RuleCase } from "../../rule-case.ts";

const on = "modelkeep-on-prem-serving/model-server|Deployment";
const pod = "spec template spec";
const server = `${pod} containers 0`;

export const cases: readonly RuleCase[] = [
  { rule: "kubernetes-deployment-replicas", on, fails: ["spec replicas = 1"] },
  { rule: "kubernetes-deployment-spread", on, fails: [`${pod} topologySpreadConstraints -`] },
  {
    rule: "kubernetes-disruption-budget-exists",
    on: "modelkeep-on-prem-serving/model-server|PodDisruptionBudget",
    fails: ["remove modelkeep-on-prem-serving/model-server|PodDisruptionBudget"],
  },
  {
    rule: "kubernetes-pod-gpu-by-request",
    on: "modelkeep-on-prem-probes/probe|CronJob",
    fails: ["spec jobTemplate spec template spec containers 0 env = []"],
  },
  {
    rule: "kubernetes-pod-gpu-by-request",
    on,
    fails: [`${server} resources limits nvidia.com/gpu -`, `${server} resources limits nvidia.com/gpu = "0"`],
  },
  { rule: "kubernetes-pod-host-namespaces", on, fails: ["hostNetwork", "hostPID", "hostIPC"].map((key) => `${pod} ${key} = true`) },
  {
    rule: "kubernetes-pod-image-digest",
    on,
    fails: [`${server} image = "registry.example.com/vllm:v0.33.0"`, `${pod} initContainers 0 image = "registry.example.com/loader"`],
  },
  {
    rule: "kubernetes-pod-image-registry",
    on,
    fails: [
      `${server} image = "vllm/vllm-openai@sha256:${"0".repeat(64)}"`,
      `${server} image = "docker.io/vllm/vllm-openai@sha256:${"0".repeat(64)}"`,
    ],
  },
  {
    rule: "kubernetes-pod-image-volume",
    on,
    fails: [`${pod} volumes 0 = {"name":"socket","image":{"reference":"registry.example.com/a:1"}}`],
  },
  {
    rule: "kubernetes-pod-no-api-token",
    on,
    fails: [
      `${pod} automountServiceAccountToken = true`,
      `${pod} automountServiceAccountToken -`,
      `${pod} volumes 0 = {"name":"t","projected":{"sources":[{"serviceAccountToken":{"path":"t"}}]}}`,
    ],
  },
  {
    rule: "kubernetes-pod-no-capabilities",
    on,
    fails: [`${server} securityContext capabilities -`, `${server} securityContext capabilities add = ["NET_ADMIN"]`],
  },
  { rule: "kubernetes-pod-no-ephemeral-containers", on, fails: [`${pod} ephemeralContainers = [{"name":"debug"}]`] },
  {
    rule: "kubernetes-pod-no-privilege-escalation",
    on,
    fails: [`${server} securityContext allowPrivilegeEscalation = true`, `${server} securityContext allowPrivilegeEscalation -`],
  },
  {
    rule: "kubernetes-pod-no-harmful-env",
    on,
    fails: [
      `${server} env 0 = {"name":"LD_PRELOAD","value":"/a.so"}`,
      `${server} env 0 = {"name":"NVIDIA_VISIBLE_DEVICES","value":"all"}`,
      `${server} env 0 = {"name":"VLLM_SERVER_DEV_MODE","value":"1"}`,
    ],
  },
  { rule: "kubernetes-pod-no-host-path", on, fails: [`${pod} volumes 0 hostPath = {"path":"/"}`] },
  {
    rule: "kubernetes-pod-no-host-path",
    on: { type: "kubernetes:core/v1:PersistentVolume", inputs: { spec: { csi: {} } } },
    fails: ['spec hostPath = {"path":"/"}'],
  },
  { rule: "kubernetes-pod-no-host-port", on, fails: [`${server} ports = [{"containerPort":80,"hostPort":80}]`] },
  {
    rule: "kubernetes-pod-no-secret-in-env",
    on,
    fails: [
      `${server} env 0 = {"name":"A","valueFrom":{"secretKeyRef":{"name":"a","key":"b"}}}`,
      `${server} env 0 = {"name":"DB_PASSWORD","value":"hunter2"}`,
      `${server} env 0 = {"name":"X","value":"AKIAIOSFODNN7EXAMPLE"}`,
      `${server} envFrom = [{"configMapRef":{"name":"a"}}]`,
    ],
  },
  { rule: "kubernetes-pod-no-service-links", on, fails: [`${pod} enableServiceLinks = true`, `${pod} enableServiceLinks -`] },
  {
    rule: "kubernetes-pod-not-privileged",
    on,
    fails: [
      `${server} securityContext privileged = true`,
      `${server} securityContext procMount = "Unmasked"`,
      `${pod} securityContext sysctls = [{"name":"a"}]`,
    ],
  },
  {
    rule: "kubernetes-pod-not-root",
    on,
    fails: [
      `${server} securityContext runAsNonRoot = false`,
      `${server} securityContext runAsUser = 0`,
      `${pod} securityContext runAsUser = 0`,
    ],
  },
  { rule: "kubernetes-pod-own-service-account", on, fails: [`${pod} serviceAccountName -`, `${pod} serviceAccountName = "default"`] },
  { rule: "kubernetes-pod-has-probes", on, fails: [`${server} readinessProbe -`] },
  { rule: "kubernetes-pod-process-namespace", on, fails: [`${pod} shareProcessNamespace = true`] },
  {
    rule: "kubernetes-pod-read-only-root",
    on,
    fails: [`${server} securityContext readOnlyRootFilesystem = false`, `${server} securityContext -`],
  },
  {
    rule: "kubernetes-pod-resources",
    on,
    fails: [
      `${server} resources -`,
      `${server} resources limits memory -`,
      `${server} resources requests cpu -`,
      `${server} resources limits ephemeral-storage -`,
    ],
  },
  { rule: "kubernetes-pod-seccomp", on, fails: [`${server} securityContext seccompProfile type = "Unconfined"`] },
  {
    rule: "kubernetes-pod-seccomp",
    on: "modelkeep-on-prem-probes/probe|CronJob",
    fails: ["spec jobTemplate spec template spec securityContext seccompProfile -"],
  },
];
