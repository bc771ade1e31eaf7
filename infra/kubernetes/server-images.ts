import { type ImageName, images } from "../../catalog/images.ts";
import type { KeepSpec } from "../../charts/keep-spec.ts";
import { mirrorList } from "../aws/vault/mirror-list.ts";
import type { Keep } from "../settings/keep.ts";
import type { EksTarget, ExistingTarget } from "../settings/target.ts";

/** Images by digest, as nodes pull them: the user's choice, which may be a registry of their own, before the catalog's. */
export function serverImages(
  { images: chosen }: Pick<Keep, "images">,
  { accelerator }: Pick<ExistingTarget, "accelerator">,
): KeepSpec["images"] {
  const reference = (name: ImageName): string => {
    const image = images.find((one) => one.name === name);
    const found = chosen[name] ?? (image?.digest ? `${image.repository}@${image.digest}` : undefined);
    if (!found) throw new Error(`images.${name} is not known by digest: internal error, settings were not checked`);
    return found;
  };
  return { server: reference(accelerator === "none" ? "vllm-cpu" : "vllm"), envoy: reference("envoy") };
}

/** The same images in the keep's own registry on AWS, the only one that its nodes reach: copying changes no digest. */
export function registryImages(keep: Keep, target: EksTarget): KeepSpec["images"] {
  const mirrored = mirrorList(keep, target);
  const reference = (name: ImageName): string => {
    const image = mirrored.find((one) => one.name === name);
    const digest = image?.source.split("@")[1];
    if (!image || !digest) throw new Error(`images.${name} is not known by digest: internal error, settings were not checked`);
    return `${image.destination}@${digest}`;
  };
  return { server: reference("vllm"), envoy: reference("envoy") };
}
