import { byFlags, exactly } from "../../../charts/admission/known-processes.ts";
import type { AdmissionOptions } from "../../../charts/admission/rule.ts";
import { frontDoorContainer } from "../../../charts/front-door/container.ts";
import { serverCommand } from "../../../charts/inference/server-container.ts";
import { vllmArguments } from "../../../charts/inference/vllm-arguments.ts";
import { allowedEnvironment, vllmEnvironment } from "../../../charts/inference/vllm-environment.ts";
import { allowedFlags } from "../../../charts/inference/vllm-flags.ts";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import { frontDoorPort, modelServerAccount, modelServerName, modelServerSelector } from "../../../charts/names.ts";
import { probeContainer } from "../../../charts/probes/probe-pod.ts";
import { loaderContainer } from "../../../charts/weights/loader-container.ts";
import { onAws, onCluster, serving } from "../keep-specs.ts";

/** A keep on AWS with one client of each sort, for a cluster without cert-manager, any node of which may run it. */
export const keep: KeepSpec = {
  ...onAws,
  placement: { ...onAws.placement, nodeSelector: { "kubernetes.io/os": "linux" } },
  certificates: onCluster.certificates,
};

const loader = loaderContainer(keep, "c".repeat(64)) as unknown as Process;
const door = frontDoorContainer(keep) as unknown as Process;

/** The probe's container, as `charts/probes` makes it. */
export const probe = probeContainer(keep) as unknown as Process;

export const options: AdmissionOptions = {
  registries: ["registry.example.com/modelkeep"],
  allowedFlags,
  allowedEnvironment,
  helpers: [byFlags({ ...loader }), exactly({ ...door }), exactly({ ...probe })],
};

interface Process {
  name: string;
  command: string[];
  args: string[];
}

export interface Container {
  name: string;
  image?: string;
  command?: string[];
  args?: string[];
  env?: { name: string; value?: string; valueFrom?: object }[];
  envFrom?: object[];
  resources?: { limits?: Record<string, string>; requests?: Record<string, string> };
  securityContext: object;
}

export interface PodSpec {
  containers: [Container, Container];
  initContainers: [Container];
  volumes: object[];
  enableServiceLinks?: boolean;
  automountServiceAccountToken?: boolean;
  [field: string]: unknown;
}

const securityContext = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } };

/** What one container asks for; quotas want it of each. */
const small = { cpu: "100m", memory: "128Mi", "ephemeral-storage": "1Gi" };

/** The pod of the model server: server, front door, loader; made afresh, so that a test may spoil it. */
export function goodPodSpec(): PodSpec {
  const gpus = { ...small, "nvidia.com/gpu": "4" };
  return {
    serviceAccountName: modelServerAccount,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: { runAsNonRoot: true, runAsUser: 2000, seccompProfile: { type: "RuntimeDefault" } },
    tolerations: keep.placement.tolerations,
    initContainers: [
      {
        name: loader.name,
        image: keep.images.server,
        command: loader.command,
        args: loader.args,
        resources: { limits: { ...small }, requests: { ...small } },
        securityContext,
      },
    ],
    containers: [
      {
        name: modelServerName,
        image: keep.images.server,
        command: [...serverCommand],
        args: vllmArguments(keep),
        env: vllmEnvironment(keep),
        resources: { limits: { ...gpus }, requests: { ...gpus } },
        securityContext,
      },
      {
        name: door.name,
        image: keep.images.envoy,
        command: door.command,
        args: door.args,
        env: [{ name: "NVIDIA_VISIBLE_DEVICES", value: "void" }],
        resources: { limits: { ...small }, requests: { ...small } },
        securityContext,
      },
    ],
    volumes: [
      { name: "weights", emptyDir: {} },
      {
        name: "eks-pod-identity-token",
        projected: {
          sources: [
            { serviceAccountToken: { audience: "pods.eks.amazonaws.com", expirationSeconds: 86_400, path: "eks-pod-identity-token" } },
          ],
        },
      },
    ],
  };
}

/** {@link goodPodSpec} with one change. */
export function podSpec(change: (spec: PodSpec) => void = () => {}): PodSpec {
  const spec = structuredClone(goodPodSpec());
  change(spec);
  return spec;
}

/** Labels that no policy and no Service selects: these pods are there to be refused. */
export const podLabels = { ...modelServerSelector(keep.name, keep.server), "app.kubernetes.io/component": "trial" };

export const frontDoorPorts = (nodePort?: number) => [
  { name: "front-door", port: frontDoorPort, targetPort: frontDoorPort, protocol: "TCP", ...(nodePort ? { nodePort } : {}) },
];

export const inServing = (name: string) => ({ name, namespace: serving });
