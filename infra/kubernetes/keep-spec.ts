import { findModel } from "../../catalog/models.ts";
import type { ClientSpec, KeepSpec, Lockfile } from "../../charts/keep-spec.ts";
import { tensorParallelSize } from "../../planner/tensor-parallel.ts";
import { type Client, isPrivateLink } from "../settings/clients.ts";
import { servedContext } from "../settings/context.ts";
import type { Keep } from "../settings/keep.ts";
import type { ExistingTarget } from "../settings/target.ts";
import { serverImages } from "./server-images.ts";

function clientSpec(client: Client): ClientSpec {
  const { name, limits } = client;
  return isPrivateLink(client)
    ? { name, limits, workload: undefined, privateLink: { principal: client.from.principal } }
    : { name, limits, workload: client.from as NonNullable<ClientSpec["workload"]>, privateLink: undefined };
}

/** What the charts need of a keep on a cluster that exists. `lockfile` is that of the published weights, where they are published. */
export function existingKeepSpec(keep: Keep, target: ExistingTarget, lockfile: Lockfile | undefined): KeepSpec {
  const model = findModel(keep.model.name);
  if (!model) throw new Error(`model.name ${keep.model.name} is not in the catalog, which the settings should have said`);
  const gpus = target.accelerator === "none" ? 0 : (keep.capacity.gpus?.count ?? 0);
  return {
    name: keep.name,
    model: {
      name: model.name,
      contextTokens: servedContext(keep),
      kvCacheDtype: keep.model.kvCacheDtype,
      checkpointBytes: model.checkpointBytes,
      lockfile,
    },
    hardware: {
      accelerator: target.accelerator,
      gpus,
      nodes: 1,
      tensorParallel: model.attentionHeads === null ? Math.max(1, gpus) : tensorParallelSize(model.attentionHeads, Math.max(1, gpus)),
      vcpus: target.node.vcpus,
      memoryGiB: target.node.memoryGiB,
      networkMbps: undefined,
      localNvme: false,
    },
    replicas: keep.capacity.replicas,
    concurrent: keep.capacity.concurrent,
    clients: keep.clients.map(clientSpec),
    images: serverImages(keep, target),
    weights: { kind: "claim", from: target.weights },
    placement: {
      nodeSelector: target.nodeSelector,
      tolerations: target.tolerations.map(({ key, operator, value, effect }) => ({
        key,
        operator,
        ...(value === undefined ? {} : { value }),
        ...(effect === undefined ? {} : { effect }),
      })),
      runtimeClass: target.runtimeClass,
    },
    network: { loadBalancerRanges: [], nodePort: undefined, podIdentity: false, vaultRanges: [] },
    certificates: keep.certificates,
  };
}
