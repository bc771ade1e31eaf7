import { text } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import type { Keep } from "./keep.ts";
import { containerUser } from "./users.ts";

/** What no container may do, and as whom each runs. */
const security = ({ user }: Keep): Shape => ({
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  privileged: false,
  readOnlyRootFilesystem: true,
  ...containerUser(user),
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
});

/** What is the same in every container. */
export const common = (keep: Keep) => ({
  imagePullPolicy: "IfNotPresent",
  terminationMessagePolicy: "FallbackToLogsOnError",
  securityContext: security(keep),
});

/** An image by its digest; of which registry, the admission set and the rule kubernetes-pod-image-registry say. */
export const image = text(/[a-z0-9.-]+(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+@sha256:[0-9a-f]{64}/, "an image by its digest");

/** A volume as a container sees it. */
export const mount = (name: string, mountPath: string, readOnly = false): Shape => ({
  name,
  mountPath,
  ...(readOnly && { readOnly: true }),
});
