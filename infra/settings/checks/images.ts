import { withoutDigest } from "../lookups/images.ts";
import { imagesWithoutDigest } from "../placeholder-images.ts";
import type { Check } from "./check.ts";

/** An image without a known digest must be named by the user: a tag can be moved under a running keep. */
export const imageCheck: Check = (keep) => imagesWithoutDigest(keep).map(withoutDigest);
