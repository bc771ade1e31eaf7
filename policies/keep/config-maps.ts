import { programFacts } from "../facts/facts.ts";
import { json, such } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { sha256 } from "./digest.ts";
import type { Keep } from "./keep.ts";
import { lockfiles } from "./lockfile.ts";
import { metadata } from "./metadata.ts";
import { probeName } from "./names.ts";
import { type KeepObject, object } from "./object.ts";
import { waysToTry } from "./ways-to-try.ts";

/** A text by its digest: a program, which only its author can change. */
const exactly = (digest: string): Shape =>
  such(`the release's own text (SHA-256 ${digest.slice(0, 16)}...)`, (value) => typeof value === "string" && sha256(value) === digest);

const files = (digests: Readonly<Record<string, string>>): Shape =>
  Object.fromEntries(Object.entries(digests).map(([name, digest]) => [name, exactly(digest)]));

/** The ConfigMaps of a keep but the front doors': programs by their digests, the probe's plan, and the lockfiles. */
export function configMaps(keep: Keep): KeepObject[] {
  const { server, loader, probe } = programFacts;
  const named = (name: string, component: string, data: Shape, namespace = keep.serving, immutable = true) =>
    object("config-map", "kubernetes:core/v1:ConfigMap", namespace, name, () => ({
      metadata: metadata(keep, component, name, namespace),
      data,
      ...(immutable && { immutable }),
    }));
  return [
    named(server.configMap, "model-server", files(server.files)),
    named(loader.configMap, "weights", files(loader.files)),
    ...lockfiles(keep),
    ...keep.models.map((model) =>
      named(probeName(model.key), "probe", { "probe.py": exactly(probe), "plan.json": json(waysToTry(model)) }, keep.probes, false),
    ),
  ];
}
