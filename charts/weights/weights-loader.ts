import { createHash } from "node:crypto";
import type { KeepSpec } from "../keep-spec.ts";
import type { ConfigMap } from "../kubernetes/kinds.ts";
import type { Container, Volume } from "../kubernetes/parts.ts";
import { keepLabels, servingNamespace } from "../names.ts";
import { weightsClaimName } from "./claim.ts";
import { loaderContainer, loaderVolumes, lockfileKey } from "./loader-container.ts";
import { type LoaderScripts, loaderFiles } from "./loader-files.ts";
import { largestLockfile, lockfileText } from "./lockfile.ts";
import { weightsVolume } from "./paths.ts";
import { weightsGiB } from "./storage.ts";

/** What the model server's pod needs to have its weights. */
export interface WeightsLoader {
  /** First among the pod's init containers that bring anything. */
  initContainer: Container;
  volumes: readonly Volume[];
  /** ConfigMaps of the lockfile and of the loader's own text. */
  objects: readonly ConfigMap[];
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** A ConfigMap that cannot be changed, named for its content: another content is another name, so pods roll and old ones keep theirs. */
function contentMap(keep: string, name: string, data: Record<string, string>): ConfigMap {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name: `${name}-${sha256(JSON.stringify(data)).slice(0, 10)}`,
      namespace: servingNamespace(keep),
      labels: keepLabels(keep, "weights"),
    },
    immutable: true,
    data,
  };
}

/** The lockfile's text; none where no weights are published yet: then the loader reports that, and nothing is served. */
function lockfileData({ model }: KeepSpec): Record<string, string> {
  if (model.lockfile === undefined) return {};
  if (model.lockfile.model !== model.name)
    throw new Error(`the weights lockfile is of ${JSON.stringify(model.lockfile.model)}; expected ${JSON.stringify(model.name)}`);
  const text = lockfileText(model.lockfile);
  if (Buffer.byteLength(text) > largestLockfile)
    throw new Error(
      `the weights lockfile has ${Buffer.byteLength(text)} bytes; expected at most ${largestLockfile}, since a ConfigMap carries it`,
    );
  return { [lockfileKey]: text };
}

/**
 * The loader of a keep's weights: an init container that brings the locked files from the vault or from a claim to a volume of the node
 * and ends well only when each has the size and SHA-256 of the lockfile and there are no other files.
 * @param scripts text of each of `loaderFiles`
 * @throws Error where a script is missing, or the lockfile is of another model or too large to be mounted
 */
export function weightsLoader(spec: KeepSpec, scripts: LoaderScripts): WeightsLoader {
  const missing = loaderFiles.filter((file) => !scripts[file]);
  if (missing.length > 0) throw new Error(`the weights loader has no text of ${missing.join(", ")}`);
  const data = lockfileData(spec);
  const lockfile = contentMap(spec.name, loaderVolumes.lockfile, data);
  const loader = contentMap(spec.name, loaderVolumes.scripts, Object.fromEntries(loaderFiles.map((file) => [file, scripts[file]])));
  const fromMap = (name: string, map: ConfigMap): Volume => ({ name, configMap: { name: map.metadata.name, defaultMode: 0o444 } });
  return {
    initContainer: loaderContainer(spec, sha256(data[lockfileKey] ?? "")),
    volumes: [
      // On the node's NVMe or data volume: never in memory, never on the network.
      { name: weightsVolume, emptyDir: { sizeLimit: `${weightsGiB(spec)}Gi` } },
      fromMap(loaderVolumes.lockfile, lockfile),
      fromMap(loaderVolumes.scripts, loader),
      ...(spec.weights.kind === "claim"
        ? [{ name: loaderVolumes.claim, persistentVolumeClaim: { claimName: weightsClaimName(spec, spec.weights.from), readOnly: true } }]
        : []),
    ],
    objects: [lockfile, loader],
  };
}
