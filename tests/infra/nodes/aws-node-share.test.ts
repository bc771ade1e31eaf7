import { describe, expect, it } from "vitest";
import { findInstance, instances } from "../../../catalog/instances.ts";
import { bottlerocketUserData } from "../../../infra/aws/nodes/bottlerocket.ts";
import { nodeMemory, nodeShare } from "../../../infra/nodes/aws-node-share.ts";

describe("what a GPU node has for the model's pod", () => {
  it.each([
    // vCPUs less 0.09 and 0.75; 32 GiB less 7.5%, 110 pods and the rest
    ["g6.2xlarge", { vcpus: 7, memoryGiB: 27 }],
    ["g6e.12xlarge", { vcpus: 47, memoryGiB: 351 }],
    ["p5en.48xlarge", { vcpus: 190, memoryGiB: 1890 }],
  ])("%s", (name, share) => {
    expect(nodeShare(findInstance(name)!)).toEqual(share);
  });

  it("is less than the node, and not less by a quarter and three GiB", () => {
    for (const instance of instances) {
      const { vcpus, memoryGiB } = nodeShare(instance);
      expect(vcpus, instance.name).toBeLessThan(instance.vcpus);
      expect(vcpus, instance.name).toBeGreaterThanOrEqual(instance.vcpus - Math.max(1, instance.vcpus / 16));
      expect(memoryGiB, instance.name).toBeLessThan(instance.memoryMiB / 1024);
      expect(memoryGiB, instance.name).toBeGreaterThan((instance.memoryMiB / 1024) * 0.75 - 3);
    }
  });

  it("fits beside all else that has memory on the node, on every instance of the catalog", {
    tags: ["node-share-leaves-daemon-sets"],
  }, () => {
    const rows = instances.map((instance) => {
      const { capacity, kubelet, eviction, daemonSets } = nodeMemory(instance);
      const spare = capacity - kubelet - eviction - daemonSets - nodeShare(instance).memoryGiB * 1024;
      expect(spare, instance.name).toBeGreaterThanOrEqual(0);
      expect(spare, instance.name).toBeLessThan(1024);
      return `${instance.name} ${Math.floor(spare)}`;
    });
    console.log(`MiB to spare: ${rows.join(", ")}`);
  });

  it.each([
    // Capacity in KiB as a node reported it (aws/aws-k8s-tester#471).
    ["g5.8xlarge", 130_461_372],
  ])("fits on the %s that was measured", (name, capacityKiB) => {
    const instance = findInstance(name)!;
    const { kubelet, eviction, daemonSets } = nodeMemory(instance);
    expect(nodeShare(instance).memoryGiB * 1024 + kubelet + eviction + daemonSets).toBeLessThanOrEqual(capacityKiB / 1024);
  });

  it("is not taken by what the user data says: no huge pages, no reservation", () => {
    const said = bottlerocketUserData({ clusterDns: "172.20.0.10", nvidia: true, instanceStore: true });
    expect(said).not.toMatch(/sysctl|hugepages|reserved|eviction|memory-manager/);
  });
});
