import { type ImageName, images } from "../../catalog/images.ts";
import type { Keep } from "../settings/keep.ts";
import type { ExistingTarget } from "../settings/target.ts";

/** Images by digest, as nodes pull them: the user's choice, which may be a registry of their own, before the catalog's. */
export function serverImages({ images: chosen }: Pick<Keep, "images">, { accelerator }: Pick<ExistingTarget, "accelerator">) {
  const reference = (name: ImageName): string => {
    const image = images.find((one) => one.name === name);
    const found = chosen[name] ?? (image?.digest ? `${image.repository}@${image.digest}` : undefined);
    if (!found) throw new Error(`images.${name} is not known by digest, which the settings should have said`);
    return found;
  };
  return { server: reference(accelerator === "none" ? "vllm-cpu" : "vllm"), envoy: reference("envoy") };
}
