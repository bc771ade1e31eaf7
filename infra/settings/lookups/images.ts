import type { Image, ImageName } from "../../../catalog/images.ts";
import { type ImageSettings, imagesOn, isWithoutDigest, placeholderOf } from "../placeholder-images.ts";
import type { Problem } from "../problem.ts";
import type { Found } from "./found.ts";

/** An image that a keep runs, by digest: the settings, which may name another registry, override the catalog. */
export interface RunImage {
  /** Short name in the catalog and the settings, for example `vllm`. */
  name: ImageName;
  /** Registry, repository and digest. */
  reference: string;
  /** With its algorithm: `sha256:...`. */
  digest: string;
  /** Its purpose. */
  reason: string;
}

/** The images of a keep. */
export interface RunImages {
  /** The model server. */
  server: RunImage;
  /** The front door. */
  envoy: RunImage;
  /** Every image, in the order of the catalog. */
  all: readonly RunImage[];
}

/** The problem of an image without a known digest: a tag can be moved under a running keep. */
export const withoutDigest = ({ name, repository, tag }: Pick<Image, "name" | "repository" | "tag">): Problem => ({
  path: `images.${name}`,
  message: `is missing: the catalog has no digest of ${repository}:${tag}; accepted: ${repository}@sha256:<digest>; "modelkeep images" shows how to find it`,
});

/**
 * The images that a keep of these settings runs.
 * @param placeholders whether a placeholder replaces an unknown digest, as in a draft
 */
export function foundImages(settings: ImageSettings, placeholders: boolean): Found<RunImages> {
  const images = imagesOn(settings.target);
  const missing = placeholders ? undefined : images.find((image) => isWithoutDigest(image, settings));
  if (missing) return { problem: withoutDigest(missing) };
  const all = images.map((image) => runImage(image, settings));
  const [server, envoy] = [all.find(({ name }) => name === "vllm" || name === "vllm-cpu"), all.find(({ name }) => name === "envoy")];
  if (server && envoy) return { value: { server, envoy, all } };
  return {
    problem: {
      path: "images",
      message: `has no ${server ? "front door" : "model server"}; accepted: a target that the catalog has images for`,
    },
  };
}

function runImage(image: Image & { name: ImageName }, settings: ImageSettings): RunImage {
  const { name, repository, digest, reason } = image;
  const reference = settings.images[name] ?? (digest === null ? placeholderOf(image) : `${repository}@${digest}`);
  return { name, reference, digest: reference.slice(reference.indexOf("@") + 1), reason };
}
