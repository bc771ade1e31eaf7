import type { Fact } from "../shape/fact.ts";
import type { Grant } from "./client.ts";
import type { Ground } from "./ground.ts";
import { Model } from "./model.ts";
import { modelKey, modelServer, serverName, type Version, versions } from "./names.ts";

/** Objects that each version of a model has of its own: their types, and the end of their names after that of the version. */
const ofServer = [
  { types: ["kubernetes:apps/v1:Deployment", "kubernetes:leaderworkerset.x-k8s.io/v1:LeaderWorkerSet"], end: "" },
  { types: ["kubernetes:policy/v1:PodDisruptionBudget"], end: "" },
  { types: ["kubernetes:core/v1:ConfigMap"], end: "-front-door" },
];

/**
 * The models of a keep. A version of a model is there where two of its three objects are: then the third is missing, and where only one is,
 * it is not part of the keep. So neither one object more nor one less makes another keep.
 */
export function modelsIn<Of extends Ground>(keep: Of, grants: Fact<readonly Grant[]>): readonly [Model<Of>, ...Model<Of>[]] {
  const seen = new Map<string, number>();
  for (const { types, end } of ofServer)
    for (const name of new Set(namesOf(keep, types).filter((one) => one.endsWith(end)))) {
      const server = name.slice(0, name.length - end.length);
      seen.set(server, (seen.get(server) ?? 0) + 1);
    }
  const there = new Map<string, Version[]>();
  for (const [server, count] of seen) {
    const version = versions.find((one) => one !== "current" && server.endsWith(`-${one}`)) ?? "current";
    const key = version === "current" ? server : server.slice(0, -`-${version}`.length);
    if (count >= 2 && modelKey.test(key) && serverName(key, version) === server) there.set(key, [...(there.get(key) ?? []), version]);
  }
  if (there.size === 0) there.set(modelServer, ["current"]);
  const models = [...there].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, own]) => new Model(keep, key, own, grants));
  return models as unknown as readonly [Model<Of>, ...Model<Of>[]];
}

/** Names of the objects of some types in the serving namespace. */
const namesOf = (keep: Ground, types: readonly string[]): string[] =>
  keep.inServing(...types).flatMap((subject) => subject.at("metadata", "name").texts());
