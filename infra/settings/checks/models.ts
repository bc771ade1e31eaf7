import { serverName } from "../../../charts/names.ts";
import { isPrivateLink } from "../clients.ts";
import type { KeepSettings } from "../keep.ts";
import { modelPath, settingsPaths } from "../paths.ts";
import { type Problem, problemAt } from "../problem.ts";
import { currentModels, servedModels } from "../served-model.ts";
import { ownPlacementFields } from "../target.ts";
import type { Check } from "./check.ts";

/** Constraints between models, their versions and the grants. */
export const modelsCheck: Check = (keep) => [
  ...grantProblems(keep),
  ...listenerProblems(keep),
  ...versionProblems(keep),
  ...groupNameProblems(keep),
  ...volumeProblems(keep),
  ...placementProblems(keep),
];

/** A grant names existing models, each once, and must name them if there are several. */
function grantProblems({ clients, models }: KeepSettings): Problem[] {
  const keys = Object.keys(models);
  return clients.flatMap(({ models: granted }, i) => {
    if (granted === undefined)
      return keys.length === 1
        ? []
        : [
            problemAt(
              `clients[${i}].models`,
              undefined,
              `is missing: the models that the client may call; accepted: a list of ${keys.join(", ")}`,
            ),
          ];
    return granted.flatMap((key, j) => {
      if (!Object.hasOwn(models, key))
        return [problemAt(`clients[${i}].models[${j}]`, key, `is not a model of the keep; accepted: ${keys.join(", ")}`)];
      return granted.indexOf(key) < j ? [problemAt(`clients[${i}].models[${j}]`, key, "is named twice; accepted: each model once")] : [];
    });
  });
}

/** Each model that clients reach over PrivateLink has its own port. */
function listenerProblems(keep: KeepSettings): Problem[] {
  const taken = new Map<number, string>();
  return currentModels(keep).flatMap(({ id: { model }, privateLinkPort, clients }) => {
    if (!clients.some(isPrivateLink))
      return keep.target.kind === "eks" && keep.models[model]?.privateLinkPort !== undefined
        ? [
            problemAt(
              `models.${model}.privateLinkPort`,
              privateLinkPort,
              "is not used: no PrivateLink client may call the model; accepted: leave it out",
            ),
          ]
        : [];
    const holder = taken.get(privateLinkPort);
    taken.set(privateLinkPort, holder ?? model);
    if (holder === undefined) return [];
    const why = `is already the port of models.${holder}, and PrivateLink clients reach both; accepted: a unique port`;
    return [problemAt(`models.${model}.privateLinkPort`, privateLinkPort, why)];
  });
}

/** Clients use the same name for both versions of a model. */
function versionProblems(keep: KeepSettings): Problem[] {
  return servedModels(keep).flatMap((served) => {
    const entry = keep.models[served.id.model];
    if (served.id.version === "current" || entry?.servedAs !== undefined || served.model.name === entry?.name) return [];
    const model = modelPath(served.id, keep.written);
    return [
      problemAt(
        `${model}.name`,
        served.model.name,
        `is another model than ${entry?.name}, and clients use one name for both; accepted with ${model.replace(/\.next$/, "")}.servedAs: ${entry?.name} leaves clients as they are`,
      ),
    ];
  });
}

/** Fields that only the other target has. */
const placementOf = ({ kind }: KeepSettings["target"]) => (kind === "eks" ? ownPlacementFields : (["privateLinkPort"] as const));

/** Own nodes and weights are only for an existing cluster, a port only for the load balancer on AWS. */
function placementProblems({ target, models }: KeepSettings): Problem[] {
  return Object.entries(models).flatMap(([key, entry]) =>
    placementOf(target).flatMap((field) =>
      entry[field] === undefined
        ? []
        : [
            problemAt(
              `models.${key}.${field}`,
              entry[field],
              target.kind === "eks"
                ? `is for target existing; accepted: models.${key}.capacity.instance`
                : "is for target eks; accepted: leave it out",
            ),
          ],
    ),
  );
}

/** A multi-node replica has a Service named after its group, which must not be the name of a model. */
function groupNameProblems(keep: KeepSettings): Problem[] {
  const groups = servedModels(keep).filter(({ capacity }) => capacity.nodesPerReplica > 1);
  return Object.keys(keep.models).flatMap((key) => {
    const taken = groups.find(({ id }) => key.startsWith(`${serverName(id)}-`) && /^\d+$/.test(key.slice(serverName(id).length + 1)));
    if (taken === undefined) return [];
    const why = `is the name of a group of pods of models.${taken.id.model}, whose replicas have several nodes; accepted: another name`;
    return [{ path: `models.${key}`, message: why }];
  });
}

/** A volume is bound by one claim, so models that share it must use the same access mode. */
function volumeProblems(keep: KeepSettings): Problem[] {
  const modes = new Map<string, string>();
  return currentModels(keep).flatMap((served) => {
    const { target } = served;
    if (target.kind !== "existing" || target.weights.kind !== "volume") return [];
    const { volume, accessMode } = target.weights;
    const before = modes.get(volume);
    modes.set(volume, before ?? accessMode);
    if (before === undefined || before === accessMode) return [];
    const why = `differs from ${before}, with which another model claims volume ${volume}; accepted: ${before}`;
    return [problemAt(`${settingsPaths(keep, served).placement.weights}.accessMode`, accessMode, why)];
  });
}
