import { type Image, type ImageName, images } from "../../catalog/images.ts";
import type { Keep } from "./keep.ts";

/** A digest that no image has: it repeats itself, which a real one does once in 2 to the 128th. */
const placeholderDigest = `sha256:${"0123456789abcdef".repeat(4)}`;

/** The settings that decide which images a keep runs, and by which digest. */
type Chosen = Pick<Keep, "images" | "target">;

const acceleratorOf = (target: Keep["target"]) => (target.kind === "eks" ? "nvidia" : target.accelerator);

/** Images of the catalog that a keep on this target runs. */
export function imagesOn(target: Keep["target"]): (Image & { name: ImageName })[] {
  return images.filter(({ targets, accelerators }) => targets.includes(target.kind) && accelerators.includes(acceleratorOf(target)));
}

/** Images that a keep of these settings runs and that neither they nor the catalog name by digest. */
export function imagesWithoutDigest({ images: chosen, target }: Chosen): (Image & { name: ImageName })[] {
  return imagesOn(target).filter(({ name, digest }) => digest === null && !Object.hasOwn(chosen, name));
}

/** The settings with a placeholder for each digest that is missing, so that the shape of the keep can be looked at before its images are chosen. */
export function withPlaceholders<Settings extends Chosen>(keep: Settings): Settings {
  const missing = imagesWithoutDigest(keep).map(({ name, repository }) => [name, `${repository}@${placeholderDigest}`] as const);
  return { ...keep, images: { ...keep.images, ...Object.fromEntries(missing) } };
}
