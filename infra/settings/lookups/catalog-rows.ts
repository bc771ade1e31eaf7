import { findInstance, type Instance, instanceNames } from "../../../catalog/instances.ts";
import { findModel, type Model, modelNames } from "../../../catalog/models.ts";
import { acceptedNames } from "../accepted.ts";
import type { SettingsPaths } from "../paths.ts";
import { problemAt } from "../problem.ts";
import type { ServedModel } from "../served-model.ts";
import type { Found } from "./found.ts";

/** Catalog row of a version's model. */
export function foundModel({ model: { name } }: Pick<ServedModel, "model">, paths: SettingsPaths): Found<Model> {
  const known = findModel(name);
  if (known) return { value: known };
  return { problem: problemAt(`${paths.model}.name`, name, `is not in the catalog; ${acceptedNames(modelNames(), name)}`) };
}

/** Catalog row of a replica's instance type on AWS. */
export function foundInstance({ capacity: { instance } }: Pick<ServedModel, "capacity">, paths: SettingsPaths): Found<Instance> {
  const known = findInstance(instance ?? "");
  if (known) return { value: known };
  const why =
    instance === undefined
      ? "is missing: the AWS GPU instance type of one replica; accepted: a type such as g6e.12xlarge"
      : `is not in the catalog; ${acceptedNames(instanceNames(), instance)}`;
  return { problem: problemAt(`${paths.capacity}.instance`, instance, why) };
}
