import { findModel, modelNames } from "../../catalog/models.ts";
import { findShape } from "../../planner/check/find-shape.ts";
import type { ChoiceAsk } from "../../planner/choice/choice-ask.ts";
import { ownModel } from "../../planner/fit-model.ts";
import { readConfigFile } from "../verbs/config-file.ts";
import { readJson } from "../verbs/input-file.ts";
import { meant } from "../view/meant.ts";
import type { PlanOptions } from "./plan-options.ts";

/** The named model of the catalog, or the one whose files are given. */
export async function modelOf({ model: name, config, index }: PlanOptions): Promise<ChoiceAsk["model"]> {
  if (config !== undefined)
    return ownModel(name ?? config, await readConfigFile(config), index === undefined ? undefined : await readJson(index));
  if (index !== undefined) throw new RangeError("--index needs --config; accepted: both, or neither");
  if (name === undefined) throw new RangeError(`--model is missing; accepted: ${modelNames().join(", ")}; or --config with a config.json`);
  const model = findModel(name) ?? shapeAlone(name);
  if (!model)
    throw new RangeError(
      `no model "${name}" in the catalog; ${meant(name, modelNames())}accepted: ${modelNames().join(", ")}; a repository whose config.json the catalog has; or --config with a config.json`,
    );
  return model;
}

/** A model of which the catalog has only the config.json, by its repository, with the quantization that its name states. */
function shapeAlone(name: string): ChoiceAsk["model"] | undefined {
  const found = findShape(name);
  // A catalog name in different case is a typo: the catalog entry has more than the shape.
  if (modelNames().some((known) => known.toLowerCase() === name.toLowerCase())) return undefined;
  if (!found || (found.inferred !== "" && !found.inferred.includes("with weights in"))) return undefined;
  return ownModel(found.inferred === "" ? name : `${name} (${found.inferred})`, found.shape, undefined);
}
