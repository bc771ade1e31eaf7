import { awsTypes } from "./aws.ts";
import { forbiddenTypes } from "./forbidden.ts";
import type { KnownType } from "./known-type.ts";
import { kubernetesTypes } from "./kubernetes.ts";

/** Every type that the kit knows, each once. */
export const knownTypes: readonly KnownType[] = [...awsTypes, ...forbiddenTypes, ...kubernetesTypes];

const byToken: ReadonlyMap<string, KnownType> = new Map(knownTypes.map((known) => [known.type, known]));

/** What the kit knows of a type; undefined where it knows nothing. */
export const knownType = (type: string): KnownType | undefined => byToken.get(type);

/** Groups of the program: what is in them is judged one by one, so they are nothing themselves. */
export function isGroup({ type, custom }: { type: string; custom?: boolean | undefined }): boolean {
  if (type === "pulumi:pulumi:Stack" || (custom !== true && type.startsWith("modelkeep:"))) return true;
  // The groups of the Kubernetes SDK (charts, folders of manifests) make what no preview has to show.
  return custom === false && !type.startsWith("kubernetes:");
}
