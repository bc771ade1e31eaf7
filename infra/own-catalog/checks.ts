import { gpus as kitGpus } from "../../catalog/gpus.ts";
import { instances as kitInstances } from "../../catalog/instances.ts";
import { models as kitModels } from "../../catalog/models.ts";
import { acceptedNames } from "../settings/accepted.ts";
import { type Problem, problemAt } from "../settings/problem.ts";
import { modelProblems } from "./model-checks.ts";
import type { OwnCatalogFile } from "./schema.ts";

const namesOf = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);

/** Cross-field checks: whether names are new, or known where required, and the base of a model. */
export function ownProblems(file: OwnCatalogFile): Problem[] {
  const { models, gpus, instances, prices } = file;
  const [allModels, allGpus, allInstances] = [
    [...namesOf(kitModels), ...namesOf(models)],
    [...namesOf(kitGpus), ...namesOf(gpus)],
    [...namesOf(kitInstances), ...namesOf(instances)],
  ];
  return [
    ...newNames("models", models, namesOf(kitModels)),
    ...newNames("gpus", gpus, namesOf(kitGpus)),
    ...newNames("instances", instances, namesOf(kitInstances)),
    ...models.flatMap(({ base, verifiedGpus }, at) => [
      ...knownName(
        `models[${at}].base`,
        base,
        allModels.filter((name) => name !== models[at]?.name),
      ),
      ...(verifiedGpus ?? []).flatMap((gpu, which) => knownName(`models[${at}].verifiedGpus[${which}]`, gpu, allGpus)),
    ]),
    ...models.flatMap((model, at) => modelProblems(model, at, models)),
    ...gpus.flatMap(({ usableGiB, memoryMiB }, at) =>
      usableGiB !== null && usableGiB * 1024 > memoryMiB
        ? [problemAt(`gpus[${at}].usableGiB`, usableGiB, `is more than it has; accepted: at most ${memoryMiB / 1024}, its memory in GiB`)]
        : [],
    ),
    ...instances.flatMap(({ gpu, efa, networkCards }, at) => [
      ...knownName(`instances[${at}].gpu`, gpu, allGpus),
      ...(efa > (networkCards ?? 0)
        ? [
            problemAt(
              `instances[${at}].efa`,
              efa,
              `is more than its network cards; accepted: at most networkCards, ${networkCards ?? "which is not given"}`,
            ),
          ]
        : []),
    ]),
    ...prices.instances.flatMap(({ instance }, at) => knownName(`prices.instances[${at}].instance`, instance, allInstances)),
    ...prices.apis.flatMap(({ serves }, at) =>
      serves.flatMap((model, which) => knownName(`prices.apis[${at}].serves[${which}]`, model, allModels)),
    ),
    ...once("prices.instances", prices.instances, ({ instance, buy }) => `${instance}, ${buy}`),
    ...once("prices.services", prices.services, ({ name }) => name),
    ...once("prices.apis", prices.apis, ({ provider, model }) => `${provider}, ${model}`),
  ];
}

/** A name in settings means the same model in every project, so no entry may replace one of the kit. */
function newNames(list: string, rows: readonly { name: string }[], kit: readonly string[]): Problem[] {
  const taken = rows.flatMap(({ name }, at) => {
    const same = kit.find((known) => known.toLowerCase() === name.toLowerCase());
    if (same === undefined) return [];
    const what = same === name ? "is already in the kit's catalog" : `differs from ${same} of the kit's catalog only in case`;
    return [problemAt(`${list}[${at}].name`, name, `${what}; accepted: another name: a file overrides only prices of the kit's entries`)];
  });
  return [...taken, ...once(list, rows, ({ name }) => name.toLowerCase(), "name")];
}

/** No duplicates: the second entry would silently have no effect. */
export function once<Row>(list: string, rows: readonly Row[], keyOf: (row: Row) => string, field?: string): Problem[] {
  const keys = rows.map(keyOf);
  return keys.flatMap((key, at) => {
    const first = keys.indexOf(key);
    if (first === at) return [];
    return [
      problemAt(`${list}[${at}]${field === undefined ? "" : `.${field}`}`, key, `is also in ${list}[${first}]; accepted: one entry of it`),
    ];
  });
}

function knownName(path: string, name: string | undefined, known: readonly string[]): Problem[] {
  if (name === undefined || known.includes(name)) return [];
  return [problemAt(path, name, `is in neither the kit's catalog nor this file; ${acceptedNames([...new Set(known)], name)}`)];
}
