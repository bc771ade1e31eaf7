import type { NamedSettings } from "../keep.ts";
import { type SettingsPaths, settingsPaths } from "../paths.ts";
import type { Problem } from "../problem.ts";
import { type ServedModel, servedModels } from "../served-model.ts";

/** Checks parsed settings as a whole; returns every problem. */
export type Check = (keep: NamedSettings, now: Date) => Problem[];

/** Checks one version of one model on its own, as if the keep had no other; `paths` locate the settings of that version. */
export type ModelCheck = (model: ServedModel, paths: SettingsPaths, now: Date) => Problem[];

/** Applies a check to each version of each model; problems of shared settings are reported once. */
export const ofEachModel =
  (check: ModelCheck): Check =>
  (keep, now) => {
    const found = servedModels(keep).flatMap((model) => check(model, settingsPaths(keep, model), now));
    return [...new Map(found.map((problem) => [`${problem.path} ${problem.message}`, problem])).values()];
  };
