import { programFacts } from "../facts/facts.ts";
import { Fact } from "../shape/fact.ts";
import { json, such } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { sha256 } from "./digest.ts";
import { asText, factOf } from "./find.ts";
import type { Keep } from "./keep.ts";
import { orLeftOut } from "./left-out.ts";
import { metadata } from "./metadata.ts";
import { probesNamespace, servingNamespace } from "./names.ts";
import { type KeepObject, object } from "./object.ts";
import { waysToTry } from "./ways-to-try.ts";

const type = "kubernetes:core/v1:ConfigMap";
const area = "config-map";

/** A text by its digest: a program, which only its author can change. */
const exactly = (digest: string): Shape =>
  such(`the release's own text (SHA-256 ${digest.slice(0, 16)}...)`, (value) => typeof value === "string" && sha256(value) === digest);

const files = (digests: Readonly<Record<string, string>>): Shape =>
  Object.fromEntries(Object.entries(digests).map(([name, digest]) => [name, exactly(digest)]));

/** Name of the lockfile's ConfigMap, by its content; undefined where there is none, or several. */
function lockfileName(keep: Keep): Fact<string> {
  const names = keep.stack.peek(type).flatMap((map) =>
    map.at("metadata", "namespace").is(servingNamespace).state === "yes"
      ? map.at("metadata", "name").when({
          known: (name) => (String(name).startsWith("weights-lockfile-") ? [String(name)] : []),
          unknown: () => [],
          absent: () => [],
        })
      : [],
  );
  const [only, ...others] = names;
  return only === undefined || others.length > 0 ? Fact.unknown("the one ConfigMap of the lockfile") : Fact.of(only);
}

/** The lockfile's text; empty where no weights are published yet. */
export const lockedText = (keep: Keep): Fact<string> =>
  lockfileName(keep).chain((name) => {
    const lockfile = keep.data(name).at("lockfile.json");
    return lockfile.absent().state === "yes" ? Fact.of("") : factOf(lockfile, "the lockfile", asText);
  });

/** Name that the lockfile's ConfigMap has to have. */
export const lockfileConfigMap = (keep: Keep): Fact<string> =>
  lockedText(keep).as((text) => `weights-lockfile-${sha256(JSON.stringify(text === "" ? {} : { "lockfile.json": text })).slice(0, 10)}`);

/** The ConfigMaps of a keep but the front door's: programs by their digests, the probe's plan, and the lockfile, which the loader checks. */
export function configMaps(keep: Keep): KeepObject[] {
  const { server, loader, probe } = programFacts;
  const named = (name: string, component: string, data: Shape, namespace = servingNamespace, immutable = true) =>
    object(area, type, namespace, name, () => ({
      metadata: metadata(keep, component, name, namespace),
      data,
      ...(immutable && { immutable }),
    }));
  // Where there is none, or there are several, it is one that is missing.
  const lockfile = lockfileName(keep).when({ known: (name) => name, unknown: () => "weights-lockfile" });
  return [
    named(server.configMap, "model-server", files(server.files)),
    named(loader.configMap, "weights", files(loader.files)),
    object(area, type, servingNamespace, lockfile, () => ({
      metadata: { ...metadata(keep, "weights", lockfile, servingNamespace), name: lockfileConfigMap(keep) },
      data: orLeftOut(
        "data",
        lockedText(keep).as((text): Shape => (text === "" ? {} : { "lockfile.json": such("a lockfile", () => true) })),
      ),
      immutable: true,
    })),
    named("probe", "probe", { "probe.py": exactly(probe), "plan.json": json(waysToTry(keep)) }, probesNamespace, false),
  ];
}
