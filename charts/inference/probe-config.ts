import { createHash } from "node:crypto";
import type { KeepSpec } from "../keep-spec.ts";
import type { ConfigMap } from "../kubernetes/kinds.ts";
import { keepLabels, servingNamespace } from "../names.ts";
import { probeFile } from "./paths.ts";

/** Named for its content: another program is another name, so pods roll, and old ones keep theirs. */
export const probeConfigMapName = (program: string): string =>
  `model-server-probe-${createHash("sha256").update(program).digest("hex").slice(0, 10)}`;

/**
 * The probe's text, which the server's container mounts and runs by its own Python, with nothing but the standard library: the server has no TCP
 * port that the kubelet could ask. `probe.py MODE SOCKET MODEL SECONDS` exits with 0 or prints the reason on stderr.
 *
 * - `live`: /health answers 200. Shows that the HTTP server runs; the engine behind it may be dead all the same (CVE-2026-114051).
 * - `ready`: the model produces one token. Where it does not come in time because other requests are before it, the engine's own count of
 *   tokens must have grown meanwhile: a full server stays ready, a dead or stuck one does not.
 * - `drain`: waits until no request is running or waiting, at most SECONDS, not before `SETTLE` seconds; never fails.
 *
 * @param program text of `server-probe.py`, whose `SETTLE` is `settleSeconds`
 */
export function probeConfig(spec: KeepSpec, program: string): ConfigMap {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: probeConfigMapName(program), namespace: servingNamespace(spec.name), labels: keepLabels(spec.name, "model-server") },
    immutable: true,
    data: { [probeFile]: program },
  };
}
