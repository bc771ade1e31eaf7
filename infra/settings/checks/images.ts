import { withoutDigest } from "../lookups/images.ts";
import { imagesWithoutDigest } from "../placeholder-images.ts";
import type { Check } from "./check.ts";

/** The settings must give a digest for an image without a known one: a tag can be moved under a running keep. */
export const imageCheck: Check = (keep) => imagesWithoutDigest(keep).map(withoutDigest);
