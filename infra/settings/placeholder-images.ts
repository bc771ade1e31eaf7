import { type Image, type ImageName, images } from "../../catalog/images.ts";
import type { KeepSettings } from "./keep.ts";

/** A digest that no image has: it repeats itself, which a real one does once in 2 to the 128th. */
const placeholderDigest = `sha256:${"0123456789abcdef".repeat(4)}`;

/** The settings that decide which images a keep runs, and by which digest. */
export type ImageSettings = Pick<KeepSettings, "images" | "target">;

const acceleratorOf = (target: KeepSettings["target"]) => (target.kind === "eks" ? "nvidia" : target.accelerator);

/** Images of the catalog that a keep on this target runs. */
export function imagesOn(target: KeepSettings["target"]): (Image & { name: ImageName })[] {
  return images.filter(({ targets, accelerators }) => targets.includes(target.kind) && accelerators.includes(acceleratorOf(target)));
}

/** Whether neither the settings nor the catalog name an image by digest. */
export const isWithoutDigest = ({ name, digest }: Image, { images: chosen }: Pick<ImageSettings, "images">): boolean =>
  digest === null && !Object.hasOwn(chosen, name);

/** Images that a keep of these settings runs and that neither they nor the catalog name by digest. */
export function imagesWithoutDigest(settings: ImageSettings): (Image & { name: ImageName })[] {
  return imagesOn(settings.target).filter((image) => isWithoutDigest(image, settings));
}

/** Stands for an image that nobody knows the digest of, so that the shape of a keep can be looked at before its images are chosen. */
export const placeholderOf = ({ repository }: Pick<Image, "repository">): string => `${repository}@${placeholderDigest}`;
