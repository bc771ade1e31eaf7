import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cachePoolBytes,
  kvCacheBytes,
  serverResources,
  sharedMemoryGiB,
  sidecarReserve,
} from "../../../charts/inference/server-resources.ts";
import { anySpec } from "../any-keep-spec.ts";
import { onAws, onLaptop } from "../keep-specs.ts";

describe("the server's resources", () => {
  it("are limited to what is requested, GPUs too", () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const { requests, limits } = serverResources(spec);
        const { "ephemeral-storage": _, ...requested } = requests;
        expect(limits).toMatchObject(requested);
        expect("nvidia.com/gpu" in requested).toBe(spec.hardware.accelerator === "nvidia");
      }),
    );
  });

  it("leave the front door its share, and fill the rest of the node's", () => {
    expect(serverResources(onAws).limits).toMatchObject({ cpu: "45500m", memory: `${359.5 * 1024}Mi`, "nvidia.com/gpu": "4" });
    expect(sidecarReserve).toEqual({ cpu: 0.5, memoryGiB: 0.5 });
  });

  it("count the volume of the weights as disk of the pod", () => {
    expect(serverResources(onAws).limits["ephemeral-storage"]).toBe("84Gi");
    expect(serverResources(onAws).requests["ephemeral-storage"]).toBe("65Gi");
  });

  it("size /dev/shm by the ranks on the node", () => {
    const gpus = (count: number) => sharedMemoryGiB({ hardware: { ...onAws.hardware, gpus: count } });
    expect([gpus(1), gpus(4), gpus(8), sharedMemoryGiB(onLaptop)]).toEqual([2, 5, 9, 1]);
  });

  it("give each data parallel rank /dev/shm of an engine", { tags: ["shared-memory-of-each-engine"] }, () => {
    const ranks = (dataParallel: number) =>
      sharedMemoryGiB({ hardware: { ...onAws.hardware, gpus: 8, layout: { dataParallel, expertParallel: true, batchedTokens: 2048 } } });
    expect([ranks(1), ranks(4), ranks(8)]).toEqual([9, 12, 16]);
  });

  it("leave a model without a GPU a KV cache within the container, or say that they cannot", () => {
    expect(cachePoolBytes(onLaptop)).toBeGreaterThan(2 * 2 ** 30);
    expect(cachePoolBytes(onLaptop)).toBeLessThan(11.5 * 2 ** 30 - 3.55e9);
    const small = { ...onLaptop, hardware: { ...onLaptop.hardware, memoryGiB: 6 } };
    expect(() => cachePoolBytes(small)).toThrow("hardware.memoryGiB is 6, and the weights are 3.3 GiB");
  });

  it("are asked for a KV cache of as many sequences as run at once, and never for more than there is", {
    tags: ["cpu-cache-of-sequences"],
  }, () => {
    const sized = (sequenceCacheBytes: number | undefined) => ({ ...onLaptop, model: { ...onLaptop.model, sequenceCacheBytes } });
    const MiB = 2 ** 20;
    expect(kvCacheBytes(sized(112 * MiB), 2)).toBe(236 * MiB);
    expect(kvCacheBytes(sized(112 * MiB), 17)).toBe(2000 * MiB);
    expect(kvCacheBytes(sized(1), 1)).toBe(64 * MiB);
    for (const unbounded of [sized(undefined), sized(2 ** 40)]) expect(kvCacheBytes(unbounded, 2)).toBe(cachePoolBytes(onLaptop));
  });
});
