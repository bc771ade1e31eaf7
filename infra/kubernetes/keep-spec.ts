import { findModel } from "../../catalog/models.ts";
import type { ClientSpec, KeepSpec, Lockfile } from "../../charts/keep-spec.ts";
import { tensorParallelSize } from "../../planner/tensor-parallel.ts";
import { batchedTokensOf } from "../../planner/vllm/layout.ts";
import { type Client, isPrivateLink } from "../settings/clients.ts";
import { servedContext } from "../settings/context.ts";
import type { Keep } from "../settings/keep.ts";

function clientSpec(client: Client): ClientSpec {
  const { name, limits } = client;
  return isPrivateLink(client)
    ? { name, limits, workload: undefined, privateLink: { principal: client.from.principal } }
    : { name, limits, workload: client.from as NonNullable<ClientSpec["workload"]>, privateLink: undefined };
}

function catalogModel({ model: { name } }: Pick<Keep, "model">) {
  const model = findModel(name);
  if (!model) throw new Error(`model.name ${name} is not in the catalog: internal error, settings were not checked`);
  return model;
}

/** What the charts need of a keep wherever it stands. `lockfile` is that of the published weights, where they are published. */
export function keepSpecAnywhere(
  keep: Keep,
  lockfile: Lockfile | undefined,
): Pick<KeepSpec, "name" | "model" | "replicas" | "concurrent" | "clients" | "certificates"> {
  const { name, checkpointBytes } = catalogModel(keep);
  return {
    name: keep.name,
    model: { name, contextTokens: servedContext(keep), kvCacheDtype: keep.model.kvCacheDtype, checkpointBytes, lockfile },
    replicas: keep.capacity.replicas,
    concurrent: keep.capacity.concurrent,
    clients: keep.clients.map(clientSpec),
    certificates: keep.certificates,
  };
}

/**
 * How the GPUs of one node share the model out: as the settings say, else tensor parallel over as many as divide the model's attention heads;
 * one rank without a GPU.
 */
export function parallelOf({ model, capacity: { layout } }: Pick<Keep, "model" | "capacity">, gpus: number): ParallelSpec {
  const { attentionHeads } = catalogModel({ model });
  const most = Math.max(1, gpus);
  const usual = attentionHeads === null ? most : tensorParallelSize(attentionHeads, most);
  if (layout === undefined) return { tensorParallel: usual };
  const { tensorParallel, dataParallel, expertParallel } = layout;
  return { tensorParallel, layout: { dataParallel, expertParallel, batchedTokens: batchedTokensOf(layout) } };
}

type ParallelSpec = Pick<KeepSpec["hardware"], "tensorParallel" | "layout">;
