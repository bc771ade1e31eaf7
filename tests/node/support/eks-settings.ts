import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { mirrorImages, trusting } from "../../../dev/sandbox/aws/images.ts";
import { imageRoots } from "../../../dev/sandbox/parts.ts";
import { mirrorList } from "../../../infra/aws/vault/mirror-list.ts";
import { type EksKeep, isOnAws } from "../../../infra/settings/checked-keep.ts";
import { parseKeep } from "../../../infra/settings/parse.ts";
import type { NodeRun } from "./run.ts";

/** Name of the keep. */
export const name = "vaulted";
/** Namespace of its client, as the example has it. */
export const research = "research";
const example = resolve(import.meta.dirname, "../../../examples/Pulumi.demo.yaml");

/** The example `demo`. Its quota admits three pods more, which the tests make; nothing else of its settings is changed, but for the digests of images. */
export function eksSettings(images?: Record<string, string>): EksKeep {
  const raw = parse(readFileSync(example, "utf8")).config["modelkeep:keep"];
  const capacity = { ...raw.capacity, replicas: { min: 1, max: 3 } };
  const keep = parseKeep({ ...raw, capacity, ...(images && { images }) }, { stack: name, now: new Date(), draft: images === undefined });
  if (!isOnAws(keep)) throw new Error(`${example} is of no keep on AWS`);
  return keep;
}

/**
 * Copies the images into the keep's own registry, as a person does before `pulumi up`; the node pulls them by those names.
 * @param folder has the authority of the vault's certificate, which the server's image trusts
 * @returns what its settings say of images
 */
export async function eksImages({ node }: NodeRun, folder: string): Promise<Record<string, string>> {
  const roots = imageRoots({ verb: "up", folder, image: undefined, standIn: true, aws: false, cluster: undefined });
  const given = { vllm: [roots.server, trusting(join(folder, "authority/ca.crt"))], envoy: [roots.envoy] } as const;
  return mirrorImages(node, mirrorList(eksSettings()), given);
}
