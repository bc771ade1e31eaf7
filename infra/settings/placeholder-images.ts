import { type Image, type ImageName, images } from "../../catalog/images.ts";
import type { KeepSettings } from "./keep.ts";

/** A digest that no image has: it is a repeated pattern, which has a negligible probability in a real one. */
const placeholderDigest = `sha256:${"0123456789abcdef".repeat(4)}`;

/** The settings that determine which images a keep runs, and their digests. */
export type ImageSettings = Pick<KeepSettings, "images" | "target">;

const acceleratorOf = (target: KeepSettings["target"]) => (target.kind === "eks" ? "nvidia" : target.accelerator);

/** Catalog images that a keep on this target runs. */
export function imagesOn(target: KeepSettings["target"]): (Image & { name: ImageName })[] {
  return images.filter(({ targets, accelerators }) => targets.includes(target.kind) && accelerators.includes(acceleratorOf(target)));
}

/** Whether neither the settings nor the catalog have a digest of an image. */
export const isWithoutDigest = ({ name, digest }: Image, { images: chosen }: Pick<ImageSettings, "images">): boolean =>
  digest === null && !Object.hasOwn(chosen, name);

/** Images that a keep of these settings runs without a digest in settings or catalog. */
export function imagesWithoutDigest(settings: ImageSettings): (Image & { name: ImageName })[] {
  return imagesOn(settings.target).filter((image) => isWithoutDigest(image, settings));
}

/** Placeholder for an image without a known digest, so that a keep can be previewed before its images are chosen. */
export const placeholderOf = ({ repository }: Pick<Image, "repository">): string => `${repository}@${placeholderDigest}`;
