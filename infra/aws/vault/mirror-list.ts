import { images } from "../../../catalog/images.ts";
import type { Keep } from "../../settings/keep.ts";
import type { EksTarget } from "../../settings/target.ts";
import { awsNames, placeOf } from "../names.ts";

/** One image to copy into the keep's registry, which is the only one that its nodes reach. */
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

/** The images that a keep runs, by digest: the user's choice before the catalog's. */
export function mirrorList({ name, images: chosen }: Keep, target: EksTarget): MirroredImage[] {
  const place = placeOf(name, target);
  const registry = `${place.accountId}.dkr.ecr.${place.region}.amazonaws.com`;
  return images
    .filter((image) => image.targets.includes("eks"))
    .map((image) => ({
      name: image.name,
      source: chosen[image.name] ?? `${image.repository}@${image.digest}`,
      destination: `${registry}/${awsNames(place).repository(image.name)}`,
      reason: image.reason,
    }));
}
