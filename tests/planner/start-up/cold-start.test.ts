import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findInstance, type Instance, instances } from "../../../catalog/instances.ts";
import { coldStart, plainStart, savings } from "../../../planner/start-up/cold-start.ts";
import { bytes } from "../../../planner/units.ts";

const node = (name: string) => findInstance(name) as Instance;
const r1 = bytes(688.6e9);
const phase = (name: string, ...of: Parameters<typeof coldStart>) => coldStart(...of).phases.find((each) => each.name === name)?.time;

describe("a cold start", () => {
  it("is the sum of its phases, within their ends", () => {
    fc.assert(
      fc.property(fc.constantFrom(...instances), fc.integer({ min: 1, max: 1000 }), (instance, gigabytes) => {
        const { phases, total } = coldStart(instance, bytes(gigabytes * 1e9));
        expect(total.mid).toBeCloseTo(
          phases.reduce((sum, { time }) => sum + time.mid, 0),
          6,
        );
        for (const { time } of [...phases, { time: total }]) expect(time.low <= time.mid && time.mid <= time.high).toBe(true);
        expect(coldStart(instance, bytes((gigabytes + 1) * 1e9)).total.mid).toBeGreaterThan(total.mid);
      }),
    );
  });

  it("is bound by the node's real network", { tags: ["cold-start-by-node-network"] }, () => {
    const weights = bytes(15e9);
    // 2.5 Gbit/s need 48 s or more for 15 GB; 100 Gbit/s are not what S3 and a disk give.
    expect(phase("weights from the vault", node("g5.xlarge"), weights)?.low).toBeGreaterThan(48);
    expect(phase("weights from the vault", node("p5.48xlarge"), weights)?.low).toBeLessThan(5);
    expect(phase("weights from the vault", node("p5.48xlarge"), r1, { ...plainStart, streaming: true })?.low).toBeGreaterThan(688.6 / 12.5);
  });

  it("loads as fast as was published: 15 GB in 47 s by the plain loader, V4-Flash from NVMe in 17 s", () => {
    expect(phase("load to the GPUs", node("g5.12xlarge"), bytes(15e9))?.high).toBeCloseTo(47, 0);
    expect(phase("load to the GPUs", node("p5.48xlarge"), bytes(159.6e9))?.low).toBeLessThan(20);
  });

  it("verifies what it finds on the node as it does what it brings", () => {
    const brought = phase("verification", node("p5en.48xlarge"), r1);
    expect(brought?.low).toBeGreaterThan(0);
    expect(phase("verification", node("p5en.48xlarge"), r1, { ...plainStart, localWeights: true })).toEqual(brought);
  });

  it("is shorter by what each option saves", () => {
    const saved = Object.fromEntries(savings(node("p5en.48xlarge"), r1).map(({ option, saves }) => [option, saves]));
    for (const option of ["localWeights", "pulledImage", "streaming", "eager"]) expect(saved[option]).toBeGreaterThan(0);
    const all = coldStart(node("p5en.48xlarge"), r1, { localWeights: true, pulledImage: true, streaming: true, eager: true });
    expect(all.total.mid).toBeLessThan(60);
  });
});
