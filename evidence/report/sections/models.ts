import { findModel } from "../../../catalog/models.ts";
import { flagValue } from "../../../catalog/vllm-arguments.ts";
import { modelServerName } from "../../../charts/names.ts";
import type { Preview, PreviewResource } from "../../../engine/preview.ts";
import { modelPath } from "../../../infra/settings/paths.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import { selects } from "../../network-policy/label-selector.ts";
import type { ReportedModel } from "../model/inventory.ts";
import { hardwareOf } from "./hardware.ts";
import { lockfileOf } from "./lockfiles.ts";
import { type ModelServer, modelServersIn, serverTitle } from "./model-servers.ts";
import { validationOf } from "./validation.ts";

type Stack = Pick<Preview, "resources" | "outputs">;

/**
 * Every version of every model that a stack serves, with its checkpoint, who may call it and where, and what it runs on: first those that run
 * in it, read from its resources, then those that its outputs name and nothing runs.
 */
export function modelsSection({ resources, outputs }: Stack): ReportedModel[] {
  const told = toldModels(outputs);
  const servers = modelServersIn(resources);
  const running = servers.map((server): ReportedModel => {
    const { key, version, workload, resource, servers: containers } = server;
    const words = containers.flatMap((container) => container.arguments);
    const loader = server.containers.flatMap((container) => container.arguments);
    const model = flagValue(loader, "model") ?? told.find(isSame(server))?.name ?? "a model that nothing names";
    const context = Number(flagValue(words, "max-model-len"));
    return {
      key,
      version,
      model,
      servedAs: flagValue(words, "served-model-name") ?? null,
      contextTokens: Number.isInteger(context) ? context : null,
      serves: leadsTo(resources, server),
      workload,
      replicas: Number.isInteger(objectOf(resource.inputs["spec"])["replicas"])
        ? Number(objectOf(resource.inputs["spec"])["replicas"])
        : null,
      hardware: [hardwareOf(server, resources), validationOf(server, model, resources)].filter((part) => part !== undefined).join("; "),
      clients: clientsOf(outputs, key),
      ...checkpointOf(model, lockfileOf(server)),
    };
  });
  const absent = told.filter((one) => !servers.some(isSame(one)));
  return [
    ...running,
    ...absent.map(
      ({ key, version, name, contextTokens }): ReportedModel => ({
        ...{ key, version, model: name, servedAs: null, contextTokens, serves: false, workload: null, replicas: null, hardware: null },
        clients: clientsOf(outputs, key),
        ...checkpointOf(name, undefined),
      }),
    ),
  ];
}

/** What a model is called in a sentence: its name, and where the stack has several versions or models which of them it is. */
export const modelTitle = (one: Pick<ReportedModel, "key" | "version" | "model">, all: readonly unknown[]): string =>
  all.length === 1 ? one.model : `${serverTitle(one)}: ${one.model}`;

/** Where the settings name the lockfile of a model; `model-server` is the key of one that they name without a key. */
export const lockPath = ({ key, version }: Pick<ReportedModel, "key" | "version">): string =>
  `${modelPath({ model: key, version }, key === soleKey ? "model" : "models")}.lock`;

const soleKey = modelServerName;

type Id = Pick<ReportedModel, "key" | "version">;
const isSame = (one: Id) => (other: Id) => one.key === other.key && one.version === other.version;

/** Models by the stack's outputs. */
function toldModels({ models }: Preview["outputs"]): (Id & { name: string; contextTokens: number | null })[] {
  return listOf(models)
    .map(objectOf)
    .flatMap(({ model, version, name, contextTokens }) => {
      const [key, called] = [textOf(model), textOf(name)];
      if (key === undefined || called === undefined) return [];
      const tokens = typeof contextTokens === "number" ? contextTokens : null;
      return [{ key, version: version === "next" ? "next" : "current", name: called, contextTokens: tokens } as const];
    });
}

/** Whether a Service with an address of its own leads to a server. */
function leadsTo(resources: readonly PreviewResource[], { namespace, labels }: ModelServer): boolean {
  return resources.some(({ type, inputs }) => {
    if (type !== "kubernetes:core/v1:Service") return false;
    const { selector, clusterIP } = objectOf(inputs["spec"]);
    const matchLabels = objectOf(selector) as Record<string, string>;
    if (clusterIP === "None" || Object.keys(matchLabels).length === 0) return false;
    if ((textOf(objectOf(inputs["metadata"])["namespace"]) ?? "default") !== namespace) return false;
    return labels.some((own) => selects({ matchLabels }, { ...own, ...groupLeader }));
  });
}

/** Label that the controller of a LeaderWorkerSet gives the first pod of each group, the one with the front door. */
const groupLeader = { "leaderworkerset.sigs.k8s.io/worker-index": "0" };

/** Clients of a model by the stack's outputs, each with where it comes from and the address that it calls. */
function clientsOf({ connections }: Preview["outputs"], key: string): ReportedModel["clients"] {
  return listOf(connections)
    .map(objectOf)
    .filter(({ model }) => (textOf(objectOf(model)["key"]) ?? soleKey) === key)
    .flatMap(({ client, from, endpoint }) => {
      const { principal, namespace, serviceAccount } = objectOf(from);
      const { host, port } = objectOf(endpoint);
      const name = textOf(client);
      const source = textOf(principal) ?? `namespace ${textOf(namespace)}, service account ${textOf(serviceAccount)}`;
      return name === undefined ? [] : [{ name, from: source, address: `https://${textOf(host)}:${textOf(port)}` }];
    });
}

function checkpointOf(model: string, lockfile: ReturnType<typeof lockfileOf>): Pick<ReportedModel, "repository" | "license" | "lock"> {
  const known = findModel(model);
  return {
    repository: lockfile?.source.repo ?? known?.repository ?? null,
    license: lockfile?.source.license ?? known?.license ?? null,
    lock: lockfile
      ? {
          commit: lockfile.source.commit,
          bytes: lockfile.files.reduce((sum, { size }) => sum + size, 0),
          files: lockfile.files.map(({ path, size, sha256 }) => ({ path, size, sha256 })),
        }
      : null,
  };
}
