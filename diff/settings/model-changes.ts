import { isDeepStrictEqual } from "node:util";
import { modelServerName } from "../../charts/names.ts";
import { isPrivateLink } from "../../infra/settings/clients.ts";
import type { KeepSettings } from "../../infra/settings/keep.ts";
import { type ServedModel, servedModels } from "../../infra/settings/served-model.ts";

/** A model on one side: its current version, and the next where it has one. */
interface Model {
  current: ServedModel;
  next: ServedModel | undefined;
}

/**
 * What a change of settings comes to for the models of a keep and their clients, in a few words each: which models and versions come and go,
 * which version answers, what clients have to ask for, and who may call what.
 */
export function modelChanges(before: KeepSettings, after: KeepSettings): string[] {
  const [was, is] = [modelsOf(before), modelsOf(after)];
  const gone = [...was]
    .filter(([key]) => !is.has(key))
    .map(([key, { current }]) => `${title(key)} goes${current.clients.length === 0 ? "" : `: ${named(current)} can no longer call it`}`);
  const other = [...is].flatMap(([key, now]) => {
    const old = was.get(key);
    return old === undefined ? [newText(key, now)] : changed(key, old, now);
  });
  return [...gone, ...other];
}

const modelsOf = (keep: KeepSettings): ReadonlyMap<string, Model> =>
  new Map(
    [...Map.groupBy(servedModels(keep), ({ id }) => id.model)].map(([key, [current, next]]) => [key, { current: current!, next }] as const),
  );

/** The only model of a keep has no name of its own. */
const title = (key: string) => (key === modelServerName ? "the model" : `model ${key}`);

const named = ({ clients }: ServedModel) => listed(clients.map(({ name }) => name));

const listed = (names: readonly string[]) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`);

function newText(key: string, { current, next }: Model): string {
  const whose = current.clients.length === 0 ? "no client yet" : named(current);
  const withNext = next ? `, with a next version, ${next.model.name}, ${answering(current)}` : "";
  return `${title(key)} is new: ${current.model.name}, for ${whose}${withNext}`;
}

/** Who answers clients, of a model with two versions. */
function answering({ serves }: ServedModel): string {
  switch (serves) {
    case "current":
      return "which does not serve clients yet";
    case "both":
      return "which serves clients in addition to the current one";
    case "next":
      return "which answers clients in place of the current one";
  }
}

const answeredBy = {
  current: "its current version",
  both: "both its versions, by the number of their replicas",
  next: "its next version",
} as const;

function changed(key: string, old: Model, now: Model): string[] {
  return [
    ...versionTexts(key, old, now),
    ...(old.current.servedAs === now.current.servedAs
      ? []
      : [`clients of ${title(key)} have to ask for "${now.current.servedAs}", and no longer for "${old.current.servedAs}"`]),
    ...(old.current.privateLinkPort !== now.current.privateLinkPort && now.current.clients.some(isPrivateLink)
      ? [
          `clients over PrivateLink reach ${title(key)} on port ${now.current.privateLinkPort}, and no longer on ${old.current.privateLinkPort}`,
        ]
      : []),
    ...grantTexts(key, old.current, now.current),
  ];
}

/** A version that comes, goes or takes the place of the current one, and which of two answers from now on. */
function versionTexts(key: string, old: Model, now: Model): string[] {
  const name = title(key);
  if (old.next === undefined)
    return now.next === undefined ? [] : [`${name} gets a next version, ${now.next.model.name}, ${answering(now.current)}`];
  const promoted = !isDeepStrictEqual(old.current.model, now.current.model) && isDeepStrictEqual(old.next.model, now.current.model);
  if (now.next === undefined) {
    if (promoted) return [`the next version of ${name} becomes its current one`];
    const back = old.current.serves === "current" ? "" : `, and clients of ${name} are served only by its current version`;
    return [`the next version of ${name} goes${back}`];
  }
  return [
    ...(promoted ? [promotion(name, old.next.model, now.next.model)] : []),
    ...(old.current.serves === now.current.serves
      ? []
      : [`clients of ${name} are answered by ${answeredBy[now.current.serves]}, which is at once and restarts nothing`]),
  ];
}

/** The current version becomes the next one, which stays until the current one has taken its place, or makes room for yet another. */
const promotion = (name: string, was: ServedModel["model"], is: ServedModel["model"]): string =>
  isDeepStrictEqual(was, is)
    ? `the current version of ${name} becomes the same as its next one`
    : `the next version of ${name} becomes its current one, and another next version follows`;

/** Clients that call a model newly or no longer. */
function grantTexts(key: string, old: ServedModel, now: ServedModel): string[] {
  const [was, is] = [old, now].map(({ clients }) => clients.map(({ name }) => name)) as [string[], string[]];
  const [more, less] = [is.filter((name) => !was.includes(name)), was.filter((name) => !is.includes(name))];
  return [
    ...(more.length > 0 ? [`${listed(more)} may call ${title(key)}`] : []),
    ...(less.length > 0 ? [`${listed(less)} may no longer call ${title(key)}`] : []),
  ];
}
