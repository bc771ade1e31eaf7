import type { ClientSpec, KeepSpec, KeepSpecs, Lockfile } from "../../charts/keep-spec.ts";
import { tensorParallelSize } from "../../planner/tensor-parallel.ts";
import { batchedTokensOf } from "../../planner/vllm/layout.ts";
import type { CheckedModel } from "../settings/checked-keep.ts";
import type { Client } from "../settings/clients.ts";
import { servedContext } from "../settings/context.ts";
import { sequenceCacheBytes } from "../settings/cpu-cache.ts";

const clientSpec = ({ name, from, limits }: Client): ClientSpec => ({ name, from, limits });

/** Target-independent chart input for a version of a model. `lockfile` is that of the published weights, if they are published. */
export function keepSpecAnywhere(
  keep: string,
  served: CheckedModel,
  lockfile: Lockfile | undefined,
): Pick<KeepSpec, "name" | "server" | "model" | "replicas" | "concurrent" | "clients" | "certificates"> {
  const { id, serves, servedAs, model, known, capacity, clients, certificates } = served;
  const { name, checkpointBytes } = known;
  return {
    name: keep,
    server: { ...id, serves },
    model: {
      name,
      servedAs,
      contextTokens: servedContext(served),
      kvCacheDtype: model.kvCacheDtype,
      checkpointBytes,
      sequenceCacheBytes: sequenceCacheBytes(served),
      lockfile,
    },
    replicas: capacity.replicas,
    concurrent: capacity.concurrent,
    clients: clients.map(clientSpec),
    certificates,
  };
}

/**
 * How the model is distributed over the GPUs of one node: as in the settings, otherwise tensor parallel over as many as divide the model's
 * attention heads; one rank without a GPU.
 */
export function parallelOf(
  { known: { attentionHeads }, capacity: { layout } }: Pick<CheckedModel, "known" | "capacity">,
  gpus: number,
): ParallelSpec {
  const most = Math.max(1, gpus);
  const usual = attentionHeads === null ? most : tensorParallelSize(attentionHeads, most);
  if (layout === undefined) return { tensorParallel: usual };
  const { tensorParallel, dataParallel, expertParallel } = layout;
  return { tensorParallel, layout: { dataParallel, expertParallel, batchedTokens: batchedTokensOf(layout) } };
}

type ParallelSpec = Pick<KeepSpec["hardware"], "tensorParallel" | "layout">;

/** The lockfile of a version's published weights; undefined if none is named. */
export type Lockfiles = (served: CheckedModel) => Lockfile | undefined;

/** The specification of each version of each model. */
export function keepSpecsOf<Served>([first, ...others]: readonly [Served, ...Served[]], of: (served: Served) => KeepSpec): KeepSpecs {
  return [of(first), ...others.map(of)];
}
