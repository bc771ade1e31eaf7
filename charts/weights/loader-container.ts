import { containerSecurity } from "../inference/server-security.ts";
import type { KeepSpec } from "../keep-spec.ts";
import type { Container, Resources } from "../kubernetes/parts.ts";
import { claimMount, lockfileMount, scriptsMount, weightsMount, weightsVolume } from "./paths.ts";
import { weightsGiB } from "./storage.ts";

/** Volume names besides the one of the weights. */
export const loaderVolumes = { lockfile: "weights-lockfile", scripts: "weights-loader", claim: "weights-claim" } as const;

/** Key of the lockfile in its ConfigMap. */
export const lockfileKey = "lockfile.json";

/** More cores than these wait for the disk or the network. One hashes between 1 and 2 GB/s where the CPU has SHA instructions. */
const mostCores = 16;

/** Whole cores that the loader hashes on, never more than the node has for the pod. */
const loaderCores = ({ hardware }: Pick<KeepSpec, "hardware">) => Math.max(1, Math.min(mostCores, Math.floor(hardware.vcpus)));

/** Buffers of 1 MiB, one for each connection and core, and Python itself; written data is in the page cache, which can be reclaimed. */
const memory = "1Gi";

const sourceArguments = ({ weights }: KeepSpec) =>
  weights.kind === "vault" ? ["--bucket", weights.bucket, "--region", weights.region] : ["--claim", claimMount];

/**
 * The loader, an init container: the server does not start unless it ends well. It runs with the Python of the server's image, which is
 * on the node anyway. No environment: on AWS the Pod Identity webhook adds where credentials are found, and nothing else is read.
 * @param lockfileSha256 of the lockfile's text as mounted; the pod names it, so a changed ConfigMap is refused
 */
export function loaderContainer(spec: KeepSpec, lockfileSha256: string): Container {
  const cores = loaderCores(spec);
  const resources: Resources = {
    cpu: String(cores > spec.hardware.vcpus ? spec.hardware.vcpus : cores),
    memory,
    "ephemeral-storage": `${weightsGiB(spec)}Gi`,
  };
  return {
    name: "weights-loader",
    image: spec.images.server,
    imagePullPolicy: "IfNotPresent",
    // -I: neither the environment nor the working folder brings in code; -S: nor what the image has installed; -B: no bytecode is written.
    command: ["python3", "-I", "-S", "-B", `${scriptsMount}/loader.py`],
    args: [
      ...["--model", spec.model.name],
      ...["--lockfile", `${lockfileMount}/${lockfileKey}`, "--lockfile-sha256", lockfileSha256],
      ...["--storage", weightsMount, "--cores", String(cores)],
      ...sourceArguments(spec),
    ],
    // The last line that it prints names the file and the reason.
    terminationMessagePolicy: "FallbackToLogsOnError",
    resources: { requests: resources, limits: resources },
    securityContext: containerSecurity(spec),
    volumeMounts: [
      { name: weightsVolume, mountPath: weightsMount },
      { name: loaderVolumes.lockfile, mountPath: lockfileMount, readOnly: true },
      { name: loaderVolumes.scripts, mountPath: scriptsMount, readOnly: true },
      ...(spec.weights.kind === "claim" ? [{ name: loaderVolumes.claim, mountPath: claimMount, readOnly: true }] : []),
    ],
  };
}
