import { describe, expect, it, test } from "vitest";
import { capacityBlockRegions } from "../../catalog/capacity-blocks.ts";
import file from "../../catalog/data/instances.json" with { type: "json" };
import { estimatedUsableGiB, gpuSchema, gpus, usableGiB } from "../../catalog/gpus.ts";
import { findInstance, instanceNames, instances, instancesFileSchema, priceDate } from "../../catalog/instances.ts";

describe("instances", () => {
  it("have the shape of instances, and each group of columns a source and a date", () => {
    expect(instancesFileSchema.parse(file)).toEqual(file);
    expect(priceDate).toBe("2026-07-20");
  });

  test.each(instances)(
    "$name: agrees with its GPU and with the Capacity Blocks",
    ({ name, gpu, gpuMemoryMiB, gpuCount, efa, networkCards, capacityBlock }) => {
      expect(gpus.find((known) => known.name === gpu)?.memoryMiB).toBe(gpuMemoryMiB);
      expect([1, 2, 4, 8]).toContain(gpuCount);
      expect(efa).toBeLessThanOrEqual(networkCards ?? 0);
      expect(capacityBlock).toBe(capacityBlockRegions(name).length > 0);
    },
  );

  it("are found by name", () => {
    expect(findInstance("g6e.12xlarge")).toMatchObject({ gpu: "L40S", gpuCount: 4, efa: 1, usdPerHour: 10.49264, capacityBlock: false });
    expect(findInstance("p5e.48xlarge")).toMatchObject({ gpu: "H200", usdPerHour: null, efa: 32, networkCards: 32, capacityBlock: true });
    expect(findInstance("trn2.48xlarge")).toBeUndefined();
    expect(new Set(instanceNames()).size).toBe(instances.length);
  });

  it("grow dearer with size within a family", () => {
    for (const family of new Set(instanceNames().map((name) => name.split(".")[0]))) {
      const priced = instances.filter(({ name, usdPerHour }) => name.split(".")[0] === family && usdPerHour !== null);
      for (const a of priced)
        for (const b of priced)
          if (a.gpuCount >= b.gpuCount && a.vcpus > b.vcpus && a.memoryMiB > b.memoryMiB)
            expect(a.usdPerHour ?? 0).toBeGreaterThan(b.usdPerHour ?? 0);
    }
  });
});

describe("GPUs", () => {
  test.each(gpus)("$name: has the shape of a GPU, a source and a date", (gpu) => expect(gpuSchema.parse(gpu)).toEqual(gpu));

  test.each(gpus)("$name: vLLM sees a little less than is stated, and the estimate promises no more than was measured", (gpu) => {
    expect(usableGiB(gpu.name)).toBeLessThan(gpu.memoryMiB / 1024);
    expect(usableGiB(gpu.name)).toBeGreaterThanOrEqual(estimatedUsableGiB(gpu.memoryMiB));
  });

  it("are those of the instances, and no others are known", () => {
    expect(new Set(gpus.map(({ name }) => name))).toEqual(new Set(instances.map(({ gpu }) => gpu)));
    expect(() => usableGiB("H900")).toThrow(/no GPU "H900" in the catalog; accepted: A10G, /);
  });
});
