import type { KeepSpec } from "../keep-spec.ts";
import type { PodSecurityContext, SecurityContext } from "../kubernetes/parts.ts";

/**
 * User and group `vllm` of vLLM's images, unless the settings say otherwise. Source: docs/deployment/docker.md of vLLM. PyTorch fails for a
 * user without a name, so the environment names one for any other.
 */
export const imageUser = 2000;

/** User and group of the probe's pods, unless the settings say otherwise: it exists in no image. */
export const probeUser = 10_001;

type Users = Pick<KeepSpec, "users">;

/** User and group of the containers of one pod; neither where the cluster assigns them. */
export const runAs = ({ users }: Users, pod: "serving" | "probes"): Pick<SecurityContext, "runAsUser" | "runAsGroup"> =>
  users.kind === "assigned" ? {} : { runAsUser: users[pod], runAsGroup: users[pod] };

/** The group that owns the empty volumes of one pod, so that its user can write to them. */
export const volumeGroup = ({ users }: Users, pod: "serving" | "probes"): Pick<PodSecurityContext, "fsGroup"> =>
  users.kind === "assigned" ? {} : { fsGroup: users[pod] };

/**
 * Security context of the pod: every container in it runs as this user, the front door too, as vLLM's socket is writable for its owner
 * only.
 */
export const podSecurity = (spec: Users): PodSecurityContext => ({
  runAsNonRoot: true,
  ...runAs(spec, "serving"),
  ...volumeGroup(spec, "serving"),
  fsGroupChangePolicy: "OnRootMismatch",
  seccompProfile: { type: "RuntimeDefault" },
});

/** Security context of each container of that pod; GPUs need no privilege, they come through the device plugin. */
export const containerSecurity = (spec: Users): SecurityContext => ({
  runAsNonRoot: true,
  ...runAs(spec, "serving"),
  privileged: false,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
});
