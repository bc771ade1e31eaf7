import { withoutDigest } from "../lookups/images.ts";
import { imagesOn, imagesWithoutDigest } from "../placeholder-images.ts";
import { problemAt } from "../problem.ts";
import type { Check } from "./check.ts";

/** The settings must give a digest for an image without a known one: a tag can be moved under a running keep. */
export const imageCheck: Check = (keep) => imagesWithoutDigest(keep).map(withoutDigest);

/** An image has an effect only if the keep runs it. */
export const unusedImageCheck: Check = ({ images, target }) => {
  const run = imagesOn(target).map(({ name }): string => name);
  return Object.entries(images).flatMap(([name, reference]) =>
    run.includes(name)
      ? []
      : [problemAt(`images.${name}`, reference, `is not an image that the keep runs on this target; accepted: ${run.join(", ")}`)],
  );
};
