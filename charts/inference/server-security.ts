import type { PodSecurityContext, SecurityContext } from "../kubernetes/parts.ts";

/** User and group `vllm` (2000) of vLLM's images. Source: docs/deployment/docker.md of vLLM; PyTorch fails for a user without a name. */
const user = 2000;

/**
 * Security context of the pod: every container in it runs as this user, the front door too, as vLLM's socket is writable for its owner
 * only. `fsGroup` makes the empty volumes writable for it.
 */
export const podSecurity = {
  runAsNonRoot: true,
  runAsUser: user,
  runAsGroup: user,
  fsGroup: user,
  fsGroupChangePolicy: "OnRootMismatch",
  seccompProfile: { type: "RuntimeDefault" },
} as const satisfies PodSecurityContext;

/** Security context of the server's container; GPUs need no privilege, they come through the device plugin. */
export const containerSecurity = {
  runAsNonRoot: true,
  runAsUser: user,
  runAsGroup: user,
  privileged: false,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
} as const satisfies SecurityContext;
