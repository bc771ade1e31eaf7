import { findModel } from "../../catalog/models.ts";
import type { ClientSpec, KeepSpec, KeepSpecs, Lockfile } from "../../charts/keep-spec.ts";
import { tensorParallelSize } from "../../planner/tensor-parallel.ts";
import { batchedTokensOf } from "../../planner/vllm/layout.ts";
import { type Client, isPrivateLink } from "../settings/clients.ts";
import { servedContext } from "../settings/context.ts";
import type { Keep } from "../settings/keep.ts";
import { type ServedModel, servedModels } from "../settings/served-model.ts";

function clientSpec(client: Client): ClientSpec {
  const { name, limits } = client;
  return isPrivateLink(client)
    ? { name, limits, workload: undefined, privateLink: { principal: client.from.principal } }
    : { name, limits, workload: client.from as NonNullable<ClientSpec["workload"]>, privateLink: undefined };
}

function catalogModel({ model: { name } }: Pick<ServedModel, "model">) {
  const model = findModel(name);
  if (!model) throw new Error(`model.name ${name} is not in the catalog: internal error, settings were not checked`);
  return model;
}

/** What the charts need of a version of a model wherever its keep stands. `lockfile` is that of the published weights, where they are published. */
export function keepSpecAnywhere(
  keep: string,
  served: ServedModel,
  lockfile: Lockfile | undefined,
): Pick<KeepSpec, "name" | "server" | "model" | "replicas" | "concurrent" | "clients" | "certificates"> {
  const { id, serves, servedAs, model, capacity, clients, certificates } = served;
  const { name, checkpointBytes } = catalogModel(served);
  return {
    name: keep,
    server: { ...id, serves },
    model: { name, servedAs, contextTokens: servedContext(served), kvCacheDtype: model.kvCacheDtype, checkpointBytes, lockfile },
    replicas: capacity.replicas,
    concurrent: capacity.concurrent,
    clients: clients.map(clientSpec),
    certificates,
  };
}

/**
 * How the GPUs of one node share the model out: as the settings say, else tensor parallel over as many as divide the model's attention heads;
 * one rank without a GPU.
 */
export function parallelOf({ model, capacity: { layout } }: Pick<ServedModel, "model" | "capacity">, gpus: number): ParallelSpec {
  const { attentionHeads } = catalogModel({ model });
  const most = Math.max(1, gpus);
  const usual = attentionHeads === null ? most : tensorParallelSize(attentionHeads, most);
  if (layout === undefined) return { tensorParallel: usual };
  const { tensorParallel, dataParallel, expertParallel } = layout;
  return { tensorParallel, layout: { dataParallel, expertParallel, batchedTokens: batchedTokensOf(layout) } };
}

type ParallelSpec = Pick<KeepSpec["hardware"], "tensorParallel" | "layout">;

/** The lockfile of a version's published weights; undefined where none is named. */
export type Lockfiles = (served: ServedModel) => Lockfile | undefined;

/** The specification of each version of each model. */
export function keepSpecsOf(keep: Keep, of: (served: ServedModel) => KeepSpec): KeepSpecs {
  const [first, ...others] = servedModels(keep);
  return [of(first), ...others.map(of)];
}
