import { Fact } from "../shape/fact.ts";
import { such } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { sha256 } from "./digest.ts";
import { asText, factOf } from "./find.ts";
import type { Keep, KeepServer as Server } from "./keep.ts";
import { orLeftOut } from "./left-out.ts";
import { metadata } from "./metadata.ts";
import { type KeepObject, object } from "./object.ts";

const type = "kubernetes:core/v1:ConfigMap";
const prefix = "weights-lockfile-";

/** Name of a lockfile's ConfigMap, which is named for its content. */
export const lockfileName = /weights-lockfile-[0-9a-f]{10}/;

/** The text of a lockfile by the name of its ConfigMap; empty where no weights are published yet. */
function textOf(keep: Keep, name: string): Fact<string> {
  const lockfile = keep.find(type, keep.serving, name)?.at("data", "lockfile.json");
  if (lockfile === undefined) return Fact.unknown(`the ConfigMap ${name}`);
  return lockfile.absent().state === "yes" ? Fact.of("") : factOf(lockfile, "the lockfile", asText);
}

/** The text of the lockfile that a server mounts. */
export const lockedText = ({ keep, lockfile }: Server): Fact<string> => lockfile.chain((name) => textOf(keep, name));

/** The model in a lockfile; undefined where it names none. */
export function lockedModel(text: string): unknown {
  try {
    return (JSON.parse(text) as { model?: unknown } | null)?.model;
  } catch {
    return undefined;
  }
}

/** The lockfiles that the servers mount, each once. Where it is not known which a server mounts, every one that there is may be it. */
function lockfilesOf(keep: Keep): string[] {
  const mounted = keep.servers.map(({ lockfile }) => lockfile.when({ known: (name) => name, unknown: () => undefined }));
  if (mounted.every((name) => name !== undefined)) return [...new Set(mounted)];
  const there = keep.inServing(type).flatMap((map) => map.at("metadata", "name").texts());
  return [...new Set(there.filter((name) => name.startsWith(prefix)))];
}

/** The ConfigMaps of lockfiles, whose content the loader checks: each has the name that follows from its content. */
export const lockfiles = (keep: Keep): KeepObject[] =>
  lockfilesOf(keep).map((name) => {
    const text = textOf(keep, name);
    const digest = text.as((own) => sha256(JSON.stringify(own === "" ? {} : { "lockfile.json": own })).slice(0, 10));
    return object("config-map", type, keep.serving, name, () => ({
      metadata: { ...metadata(keep, "weights", name, keep.serving), name: digest.as((one) => `${prefix}${one}`) },
      data: orLeftOut(
        "data",
        text.as((own): Shape => (own === "" ? {} : { "lockfile.json": such("a lockfile", () => true) })),
      ),
      immutable: true,
    }));
  });
