import { describe, expect, it } from "vitest";
import { instances } from "../../../catalog/instances.ts";
import { models } from "../../../catalog/models.ts";
import { scratchGiB, serverResources } from "../../../charts/inference/server-resources.ts";
import { weightsGiB } from "../../../charts/weights/storage.ts";
import { eksKeepSpecs } from "../../../infra/kubernetes/eks-keep-spec.ts";
import { fitCheck } from "../../../infra/settings/checks/fit.ts";
import { block, type Edit, eks, put } from "../settings/good-settings.ts";
import { parsedOnAws } from "../settings/parsed.ts";

const specOf = (...edits: Edit[]) => {
  return eksKeepSpecs(parsedOnAws(eks(...edits)), () => undefined)[0];
};

describe("a keep on EKS, as the charts see it", () => {
  it("has the GPUs of its instance, and what the system leaves of the rest", () => {
    expect(specOf().hardware).toEqual({
      accelerator: "nvidia",
      gpus: 4,
      nodes: 1,
      tensorParallel: 4,
      vcpus: 47,
      memoryGiB: 351,
      networkMbps: 10_000,
      localNvme: true,
    });
  });

  it("has the layout that its settings name, with the steps that the planner reckons with", { tags: ["spec-has-the-layout"] }, () => {
    const layout = { tensorParallel: 2, dataParallel: 4, expertParallel: true };
    const keep = parsedOnAws(block(put("capacity.layout", layout)));
    expect(eksKeepSpecs(keep, () => undefined)[0].hardware).toMatchObject({
      gpus: 8,
      tensorParallel: 2,
      layout: { dataParallel: 4, expertParallel: true, batchedTokens: 2048 },
    });
  });

  it("reckons with the vault's endpoint where the node's network is faster, and with the node's where it is not", () => {
    expect(specOf().hardware.networkMbps).toBe(10_000);
    const small = specOf(
      put("model.name", "DeepSeek-R1-Distill-Qwen-7B"),
      put("model.lock", undefined),
      put("capacity.instance", "g6.2xlarge"),
    );
    expect(small.hardware.networkMbps).toBe(instances.find(({ name }) => name === "g6.2xlarge")?.networkMbps);
    expect(small.hardware.networkMbps).toBeLessThanOrEqual(10_000);
  });

  it("takes its images from its own registry, by the digests that were chosen", { tags: ["eks-images-by-digest"] }, () => {
    const { images } = specOf();
    const registry = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/modelkeep-prod";
    expect(images.server).toBe(`${registry}/vllm@sha256:${"ab".repeat(32)}`);
    expect(images.envoy).toMatch(new RegExp(`^${registry.replaceAll(".", "\\.")}/envoy@sha256:[0-9a-f]{64}$`));
  });

  it("reads its weights from the vault, by one address in each zone, with credentials of Pod Identity", {
    tags: ["eks-weights-from-vault"],
  }, () => {
    const { weights, network } = specOf();
    expect(weights).toEqual({ kind: "vault", bucket: "modelkeep-prod-vault-111122223333-eu-central-1", region: "eu-central-1" });
    expect(network.vaultRanges).toEqual(["10.64.192.8/32", "10.64.192.72/32"]);
    expect(network.podIdentity).toBe(true);
  });

  it("opens a node port to the load balancer's subnets, and only where a client comes over PrivateLink", {
    tags: ["eks-node-port-for-private-link"],
  }, () => {
    expect(specOf().network).toMatchObject({ nodePort: 30443, loadBalancerRanges: ["10.64.193.0/26", "10.64.193.64/26"] });
    const inside = put("clients", [{ name: "search", from: { kind: "workload", namespace: "search", serviceAccount: "indexer" } }]);
    expect(specOf(inside).network).toMatchObject({ nodePort: undefined, loadBalancerRanges: [] });
  });

  it("stands on the tainted pool", () => {
    expect(specOf().placement).toEqual({
      nodeSelector: { "modelkeep/pool": "gpu" },
      tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
      runtimeClass: undefined,
    });
  });

  it("asks for whole GPUs, and for less of everything than the node has", () => {
    const keep = parsedOnAws(block());
    const spec = eksKeepSpecs(keep, () => undefined)[0];
    const { requests } = serverResources(spec);
    expect(requests["nvidia.com/gpu"]).toBe("8");
    expect(Number.parseInt(requests.cpu!, 10)).toBeLessThan(192_000);
    expect(Number.parseInt(requests.memory!, 10)).toBeLessThan(2_097_152);
  });
});

/** The server's image as pulled, 20 GB at most (AWS ML blog, 2026-06), and unpacked beside it. */
const imageGiB = 50;

/** The kubelet evicts pods when less than this share of a disk is free. Source: "Node-pressure Eviction", Kubernetes documentation. */
const keptFree = 0.15;

it("whatever fits an instance's GPUs fits its disks: weights, image and scratch of one replica", () => {
  const [template] = parsedOnAws(eks()).served;
  let fitting = 0;
  for (const model of models)
    for (const { name: instance, nvmeGB } of instances) {
      const keep = {
        ...template,
        model: { ...template.model, name: model.name },
        capacity: { ...template.capacity, instance },
      };
      if (model.checkpointBytes === null || fitCheck(keep, template.paths, new Date("2026-11-25")).length > 0) continue;
      fitting += 1;
      const weights = weightsGiB({
        model: { ...model, servedAs: model.name, contextTokens: 1, kvCacheDtype: "auto", lockfile: undefined },
      });
      const scratch = scratchGiB.cache + scratchGiB.home + scratchGiB.tmp;
      const disk = ((nvmeGB ?? 0) * 1e9) / 1024 ** 3;
      expect(weights + scratch + imageGiB, `${model.name} on ${instance}`).toBeLessThanOrEqual(disk * (1 - keptFree));
    }
  expect(fitting).toBeGreaterThan(200);
});
