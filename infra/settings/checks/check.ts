import type { NamedSettings } from "../keep.ts";
import { type SettingsPaths, settingsPaths } from "../paths.ts";
import type { Problem } from "../problem.ts";
import { type ServedModel, servedModels } from "../served-model.ts";

/** Judges parsed settings as a whole; returns every problem it sees. */
export type Check = (keep: NamedSettings, now: Date) => Problem[];

/** Judges one version of one model by itself, as if the keep had no other; `paths` are where the settings of that version stand. */
export type ModelCheck = (model: ServedModel, paths: SettingsPaths, now: Date) => Problem[];

/** Asks a check of each version of each model; what both versions share is told once. */
export const ofEachModel =
  (check: ModelCheck): Check =>
  (keep, now) => {
    const found = servedModels(keep).flatMap((model) => check(model, settingsPaths(keep, model), now));
    return [...new Map(found.map((problem) => [`${problem.path} ${problem.message}`, problem])).values()];
  };
