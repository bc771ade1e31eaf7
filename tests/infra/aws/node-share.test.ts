import { describe, expect, it } from "vitest";
import { findInstance, instances } from "../../../catalog/instances.ts";
import { nodeShare } from "../../../infra/aws/node-share.ts";

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
});
