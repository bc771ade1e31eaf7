import { createHash } from "node:crypto";
import type { KeepSpec } from "../keep-spec.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { keepLabels, servingNamespace } from "../names.ts";
import { probeFile } from "./paths.ts";
import { probeProgram } from "./probe-program.ts";

/** Named for its content: another program is another name, so pods roll, and old ones keep theirs. */
export const probeConfigMapName = `model-server-probe-${createHash("sha256").update(probeProgram).digest("hex").slice(0, 10)}`;

/** The probe's text, which the server's container mounts. */
export function probeConfig(spec: KeepSpec): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: probeConfigMapName, namespace: servingNamespace, labels: keepLabels(spec.name, "model-server") },
    immutable: true,
    data: { [probeFile]: probeProgram },
  };
}
