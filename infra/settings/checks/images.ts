import { images } from "../../../catalog/images.ts";
import type { Keep } from "../keep.ts";
import type { Check } from "./check.ts";

const acceleratorOf = (target: Keep["target"]) => (target.kind === "eks" ? "nvidia" : target.accelerator);

/** An image without a known digest must be named by the user: a tag can be moved under a running keep. */
export const imageCheck: Check = ({ images: chosen, target }) =>
  images
    .filter(({ targets, accelerators }) => targets.includes(target.kind) && accelerators.includes(acceleratorOf(target)))
    .filter((image) => image.digest === null && !Object.hasOwn(chosen, image.name))
    .map((image) => ({
      path: `images.${image.name}`,
      message: `is missing: the catalog knows no digest of ${image.repository}:${image.tag}; accepted is ${image.repository}@sha256:<digest>, which "modelkeep images" tells how to find`,
    }));
