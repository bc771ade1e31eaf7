import type { EksKeep } from "../../settings/checked-keep.ts";
import type { RunImage } from "../../settings/lookups/images.ts";
import { awsNames, placeOf } from "../names.ts";

/** One image to copy into the keep's registry, the only one that its nodes can reach. */
export interface MirroredImage {
  /** Short name in the catalog and the settings, for example `vllm`. */
  name: string;
  /** Public reference by digest. */
  source: string;
  /** Repository in the keep's registry; the digest stays the same. */
  destination: string;
  /** What it is needed for. */
  reason: string;
}

/** Repository of an image in the keep's own registry. */
function repositoryOf({ name, target }: EksKeep, image: RunImage): string {
  const place = placeOf(name, target);
  return `${place.accountId}.dkr.ecr.${place.region}.amazonaws.com/${awsNames(place).repository(image.name)}`;
}

/** An image in the keep's own registry, by digest. */
export const registryReference = (keep: EksKeep, image: RunImage): string => `${repositoryOf(keep, image)}@${image.digest}`;

/** The images that a keep runs, each with its destination. */
export const mirrorList = (keep: EksKeep): MirroredImage[] =>
  keep.run.all.map((image) => ({
    name: image.name,
    source: image.reference,
    destination: repositoryOf(keep, image),
    reason: image.reason,
  }));
