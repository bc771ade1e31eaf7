import type { Inventory } from "../../input/inventory.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import type { Container, WorkloadPods } from "./workload-pods.ts";

/** The Secret from which a front door reads the client CA. */
export interface ClientAuthority {
  namespace: string;
  secret: string;
  /** Name of the pod's volume with it. */
  volume: string;
  /** Path of that volume in the inputs of the pod's resource. */
  path: string;
  /** Whether the volume has only certain keys of the Secret. */
  keys: boolean;
}

/**
 * The client CAs of a front door: the `trusted_ca` files in the Envoy configuration of the ConfigMaps that its container mounts.
 * A file that is not in a Secret of the pod is undefined, and so is the list where no file is named.
 */
export function clientAuthorities(
  inventory: Inventory,
  { pod, spec, path }: WorkloadPods,
  { fields }: Container,
): (ClientAuthority | undefined)[] {
  const { namespace } = pod;
  const volumes = listOf(spec["volumes"]).map(objectOf);
  const mounts = listOf(fields["volumeMounts"])
    .map(objectOf)
    .flatMap(({ name, mountPath }) => {
      const index = volumes.findIndex((volume) => volume["name"] === name);
      return index < 0 ? [] : [{ at: textOf(mountPath) ?? "", volume: volumes[index]!, path: `${path}.volumes[${index}]` }];
    });
  const maps = mounts.flatMap(({ volume }) => textOf(objectOf(volume["configMap"])["name"]) ?? []);
  const files = inventory.resources
    .filter(({ type, inputs }) => {
      const { name, namespace: own } = objectOf(inputs["metadata"]);
      return type.endsWith(":ConfigMap") && maps.includes(textOf(name) ?? "") && (textOf(own) ?? "default") === namespace;
    })
    .flatMap(({ inputs }) => Object.values(objectOf(inputs["data"])).flatMap((text) => trusted(parsed(textOf(text) ?? ""))));
  return [...new Set(files)].map((file) => {
    const mount = mounts.filter(({ at }) => file.startsWith(`${at}/`)).toSorted((a, b) => b.at.length - a.at.length)[0];
    const { secretName, items } = objectOf(mount?.volume["secret"]);
    const secret = textOf(secretName);
    if (!mount || secret === undefined) return undefined;
    return { namespace, secret, volume: textOf(mount.volume["name"]) ?? "", path: mount.path, keys: listOf(items).length > 0 };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every file under `trusted_ca`, at any depth. */
function trusted(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = textOf(objectOf(objectOf(value)["trusted_ca"])["filename"]);
  return [...(own === undefined ? [] : [own]), ...Object.values(value).flatMap(trusted)];
}
