import { imagesWithoutDigest } from "../placeholder-images.ts";
import type { Check } from "./check.ts";

/** An image without a known digest must be named by the user: a tag can be moved under a running keep. */
export const imageCheck: Check = (keep) =>
  imagesWithoutDigest(keep).map(({ name, repository, tag }) => ({
    path: `images.${name}`,
    message: `is missing: the catalog knows no digest of ${repository}:${tag}; accepted: ${repository}@sha256:<digest>, which "modelkeep images" tells how to find`,
  }));
