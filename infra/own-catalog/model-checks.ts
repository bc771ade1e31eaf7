import { models as kitModels } from "../../catalog/models.ts";
import { flagNameOf } from "../../catalog/vllm-arguments.ts";
import { droppedRecipeFlags } from "../../charts/inference/recipe-flags.ts";
import { allowedFlags, isAllowedArgument } from "../../charts/inference/vllm-flags.ts";
import { fileBytes } from "../../planner/memory/rank-weights.ts";
import { type Problem, problemAt } from "../settings/problem.ts";
import { kitConfigOf, ownShape } from "./rows.ts";
import type { OwnCatalogFile } from "./schema.ts";

type OwnModel = OwnCatalogFile["models"][number];

/**
 * Largest accepted factor between the stated size of all weight files and the size derived from the shape: more is a mistake in the unit.
 */
const tolerated = 2;

/** Problems of a model other than its names: its shape, its size, and its serve flags. */
export function modelProblems(model: OwnModel, at: number, all: readonly OwnModel[]): Problem[] {
  const path = `models[${at}]`;
  return [...shapeProblems(model, path), ...repositoryProblems(model, path, all.slice(0, at)), ...flagProblems(model, path)];
}

function shapeProblems(model: OwnModel, path: string): Problem[] {
  const { config, checkpointBytes, parameters } = model;
  if (typeof config === "string" && !kitConfigOf(config))
    return [
      problemAt(
        `${path}.config`,
        config,
        "is not a repository whose config.json the kit has; accepted: one, such as Qwen/Qwen3-32B, or the config.json itself as an object",
      ),
    ];
  try {
    const expected = fileBytes(ownShape(model));
    if (checkpointBytes !== null && (checkpointBytes > expected * tolerated || checkpointBytes < expected / tolerated))
      return [
        problemAt(
          `${path}.checkpointBytes`,
          checkpointBytes,
          `is not near the ${Math.round(expected)} derived from its config; accepted: the size of all weight files in bytes`,
        ),
      ];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const why = error.message.replace(/^config\.json: /, "");
    return [{ path: `${path}.config`, message: `cannot be read: ${why}; accepted: the config.json of a model that vLLM serves, as it is` }];
  }
  return parameters.active !== null && parameters.active > parameters.total
    ? [problemAt(`${path}.parameters.active`, parameters.active, `is more than all; accepted: at most ${parameters.total}`)]
    : [];
}

/** A repository has one shape, in this file and in the kit. */
function repositoryProblems({ repository, config }: OwnModel, path: string, before: readonly OwnModel[]): Problem[] {
  if (before.some((other) => other.repository === repository))
    return [problemAt(`${path}.repository`, repository, "is that of another model of this file; accepted: one model for a repository")];
  if (!kitConfigOf(repository) || config === repository) return [];
  return [
    { path: `${path}.config`, message: `is known to the kit for ${repository}; accepted: ${JSON.stringify(repository)} in its place` },
  ];
}

/** The flag that a word is, as {@link allowedFlags} names it; a word that is none is itself. */
function flagOf(word: string): string {
  const name = flagNameOf(word);
  return name === undefined ? word : `--${name}`;
}

/** Flags of the kit's own recipes that a keep uses; those that it sets itself, such as sockets and sizes, are excluded. */
function recipeFlags(): string[] {
  const ofRecipes = kitModels.flatMap(({ serveFlags }) => serveFlags ?? []).map(flagOf);
  const taken = (name: string) => !(name in droppedRecipeFlags) || name === "--kv-cache-dtype";
  return allowedFlags.map(({ name }) => name).filter((name) => ofRecipes.includes(name) && taken(name));
}

function flagProblems({ serveFlags }: OwnModel, path: string): Problem[] {
  const known = recipeFlags();
  return (serveFlags ?? []).flatMap((word, at) => {
    if (known.includes(flagOf(word)) && isAllowedArgument(word)) return [];
    const form = allowedFlags.find(({ name }) => name === flagOf(word) && known.includes(name))?.pattern;
    const accepted = form === undefined ? `the flags ${known.join(", ")}, each with its value as --flag=value` : `what matches ${form}`;
    return [problemAt(`${path}.serveFlags[${at}]`, word, `is not a recipe flag that a keep uses; accepted: ${accepted}`)];
  });
}
