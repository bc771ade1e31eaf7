import type { Keep } from "../keep.ts";
import type { Problem } from "../problem.ts";
import { namesModels, type ServedModel, servedModels, settingsPaths } from "../served-model.ts";
import { ownPlacementFields } from "../target.ts";

/** Judges parsed settings as a whole; returns every problem it sees. */
export type Check = (keep: Keep, now: Date) => Problem[];

/** Judges one version of one model by itself, as if the keep had no other. */
export type ModelCheck = (model: ServedModel, now: Date) => Problem[];

/** Asks a check of each version of each model, and tells what it finds by where the settings of that model stand. */
export const ofEachModel =
  (check: ModelCheck): Check =>
  (keep, now) => {
    const found = servedModels(keep).flatMap((model) => check(model, now).map((problem) => standing(problem, keep, model)));
    return [...new Map(found.map((problem) => [`${problem.path} ${problem.message}`, problem])).values()];
  };

function standing({ path, message, ...rest }: Problem, keep: Keep, served: ServedModel): Problem {
  const paths = settingsPaths(served, namesModels(keep));
  const entry = keep.models[served.id.model];
  const own = ownPlacementFields.filter((field) => entry?.[field] !== undefined);
  const moved = (text: string) =>
    own
      .reduce(
        (all, field) => all.replaceAll(new RegExp(`\\btarget\\.${field}\\b`, "g"), `${paths.capacity.replace(/\.capacity$/, "")}.${field}`),
        text,
      )
      .replace(/(?<![\w.[])model\.(?=[a-z])/g, `${paths.model}.`)
      .replace(/(?<![\w.[])capacity\.(?=[a-z])/g, `${paths.capacity}.`);
  return { ...rest, path: clientPath(moved(path), keep, served), message: moved(message) };
}

/** The path of a client by its place in the list of all clients. */
function clientPath(path: string, keep: Keep, { clients }: ServedModel): string {
  return path.replace(/^clients\[(\d+)\]/, (_, index) => {
    const client = clients[Number(index)];
    return `clients[${client === undefined ? index : keep.clients.indexOf(client)}]`;
  });
}
