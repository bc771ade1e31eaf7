import { createHash } from "node:crypto";
import type { KeepSpec } from "../keep-spec.ts";
import type { ConfigMap } from "../kubernetes/kinds.ts";
import { keepLabels, servingNamespace } from "../names.ts";
import { initFile, probeFile } from "./paths.ts";
import type { ServerPrograms } from "./pod-parts.ts";

const files = ({ init, probe }: ServerPrograms): Record<string, string> => ({ [initFile]: init, [probeFile]: probe });

/** Named for its content: another program is another name, so pods roll, and old ones keep theirs. */
export const programConfigMapName = (programs: ServerPrograms): string =>
  `model-server-programs-${createHash("sha256")
    .update(JSON.stringify(files(programs)))
    .digest("hex")
    .slice(0, 10)}`;

/**
 * The programs that start and check vLLM, which the server's container mounts and runs by its own Python, with nothing but the standard library.
 *
 * `init.py SECONDS SOCKET COMMAND...` is the container's first process, which gets no signal that it has no handler for: vLLM has none while
 * it starts, and would be killed only at the end of the grace period. It removes what a container before it left in the socket's volume,
 * starts vLLM, passes on the first SIGTERM, takes the socket away from new requests, and kills what has not ended after SECONDS, or after
 * a few where the server did not listen yet. It ends as vLLM ends.
 *
 * `probe.py MODE SOCKET MODEL SECONDS [STUCK]` exits with 0 or prints the reason on stderr: the server has no TCP port that the kubelet could ask.
 * - `live`: /health answers 200, which shows that the HTTP server runs; and the engine behind it is not stuck: since a token was first asked
 *   for in vain (`ready` writes that down), the engine's own count of tokens has grown, or STUCK seconds have not passed.
 * - `ready`: the model produces one token. Where it does not come in time because other requests are before it, the engine's own count of
 *   tokens must have grown meanwhile: a full server stays ready, a dead or stuck one does not.
 * - `drain`: lets new requests come for `SETTLE` seconds, then takes the socket away, so that the front door answers 503, and waits until no
 *   request is running or waiting, at most SECONDS in all; never fails.
 *
 * @param programs texts of `server-init.py` and of `server-probe.py`, whose `SETTLE` is `settleSeconds`
 */
export function programConfig(spec: KeepSpec, programs: ServerPrograms): ConfigMap {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name: programConfigMapName(programs),
      namespace: servingNamespace(spec.name),
      labels: keepLabels(spec.name, "model-server"),
    },
    immutable: true,
    data: files(programs),
  };
}
