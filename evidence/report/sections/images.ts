import { images as catalog } from "../../../catalog/images.ts";
import type { Preview } from "../../../engine/preview.ts";
import type { ReportedImage } from "../model/inventory.ts";
import { containersOf } from "./workloads.ts";

/** Every image in the stack's workloads, with its digest and, if known, its release. */
export function imagesSection({ resources, outputs }: Pick<Preview, "resources" | "outputs">): ReportedImage[] {
  const byReference = Map.groupBy(containersOf(resources), ({ image }) => image);
  const sources = sourcesOf(outputs);
  return [...byReference]
    .map(([reference, containers]) => {
      const digest = digestOf(reference);
      const { version, from } = releaseOf(reference, digest, sources);
      const usedBy = [...new Set(containers.map(({ workload, name }) => `${workload}: ${name}`))].sort();
      return { reference, digest, version, versionFrom: from, usedBy };
    })
    .sort((a, b) => (a.reference < b.reference ? -1 : 1));
}

const digestOf = (reference: string): string | null => /@(sha256:[0-9a-f]{64})$/.exec(reference)?.[1] ?? null;

/** `0.33.0` of `...:v0.33.0@sha256:...`, `1.39.2` of `:distroless-v1.39.2`. */
const tagOf = (reference: string): string | null => /:(?:[\w.]*-)?v?(\d+(?:\.\d+)+)(?:-[\w.]+)?(?:@|$)/.exec(reference)?.[1] ?? null;

const repositoryOf = (reference: string): string => reference.replace(/(@.*|:[\w.-]+)$/, "").replace(/:[\w.-]+$/, "");

/** Source of an image in the keep's registry, according to the program. */
function sourcesOf(outputs: Readonly<Record<string, unknown>>): { destination: string; source: string }[] {
  const listed = Array.isArray(outputs["images"]) ? (outputs["images"] as Partial<Record<"destination" | "source", string>>[]) : [];
  return listed.flatMap(({ destination, source }) => (destination && source ? [{ destination, source }] : []));
}

function releaseOf(reference: string, digest: string | null, sources: readonly { destination: string; source: string }[]) {
  const own = tagOf(reference);
  if (own) return { version: own, from: "the tag in its reference" };
  const source = sources.find(
    ({ destination, source: from }) => destination === repositoryOf(reference) && digestOf(from) === digest,
  )?.source;
  if (source && tagOf(source)) return { version: tagOf(source), from: `the tag of its source, ${source.replace(/@.*/, "")}` };
  const known = catalog.find((image) => image.digest !== null && image.digest === digest);
  if (known) return { version: tagOf(`:${known.tag}`), from: `the catalog, by digest: ${known.repository}:${known.tag}` };
  return { version: null, from: null };
}

/** Whether a reference has a placeholder digest of repeated text, as in the examples: a real one repeats with a probability of 2^-128. */
export const isPlaceholder = (reference: string): boolean => {
  const digest = digestOf(reference)?.slice("sha256:".length);
  return digest !== undefined && /^([0-9a-f]{1,32}?)\1+$/.test(digest);
};

/** The last part of an image's repository, for example `vllm`. */
export const nameOf = (reference: string): string => repositoryOf(reference).split("/").at(-1) ?? reference;
