import { describe, expect, it } from "vitest";
import { findInstance, instances } from "../../../../catalog/instances.ts";
import { inPlacementGroup, networkInterfaces } from "../../../../infra/aws/nodes/efa.ts";

describe("network interfaces", () => {
  it("are one ordinary interface where the instance has no adapter", () => {
    expect(networkInterfaces({ name: "g5.2xlarge", efa: 0, networkCards: 1 }, "sg")).toEqual([
      { networkCardIndex: 0, deviceIndex: 0, securityGroups: ["sg"], associatePublicIpAddress: "false", deleteOnTermination: "true" },
    ]);
  });

  it("add an EFA-only interface for each adapter, on a card of its own", () => {
    const interfaces = networkInterfaces({ name: "p5en.48xlarge", efa: 16, networkCards: 16 }, "sg");
    expect(interfaces).toHaveLength(17);
    expect(interfaces.slice(1).map(({ interfaceType }) => interfaceType)).toEqual(Array(16).fill("efa-only"));
    expect(interfaces.slice(1).map(({ networkCardIndex }) => networkCardIndex)).toEqual([...Array(16).keys()]);
    expect(interfaces.slice(1).map(({ deviceIndex }) => deviceIndex)).toEqual([1, ...Array(15).fill(0)]);
  });

  it("begin at the second card where the first carries no adapter", () => {
    const [first, ...adapters] = networkInterfaces({ name: "p6-b300.48xlarge", efa: 16, networkCards: 17 }, "sg");
    expect(first).toMatchObject({ networkCardIndex: 0, deviceIndex: 0 });
    expect(adapters.map(({ networkCardIndex }) => networkCardIndex)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
    expect(new Set(adapters.map(({ deviceIndex }) => deviceIndex))).toEqual(new Set([0]));
  });

  it.each(instances.map((instance) => [instance.name, instance] as const))(
    "of %s never share a place, never have a public address, and stay on cards that it has",
    (_, instance) => {
      const interfaces = networkInterfaces(instance, "sg");
      expect(new Set(interfaces.map(({ networkCardIndex, deviceIndex }) => `${networkCardIndex}/${deviceIndex}`)).size).toBe(
        instance.efa + 1,
      );
      for (const one of interfaces) expect(one).toMatchObject({ associatePublicIpAddress: "false", securityGroups: ["sg"] });
      expect(Math.max(...interfaces.map(({ networkCardIndex }) => Number(networkCardIndex)))).toBeLessThan(instance.networkCards ?? 1);
    },
  );
});

describe("placement group", () => {
  it.each([
    ["p4d.24xlarge", "on-demand", true],
    ["p5en.48xlarge", "capacity-block", false],
    ["p5en.48xlarge", "reserved", false],
    ["g6e.12xlarge", "on-demand", false],
    ["g5.2xlarge", "on-demand", false],
  ] as const)("of %s, bought %s: %s", (name, purchase, expected) => {
    const instance = findInstance(name);
    expect(instance && inPlacementGroup(instance, purchase)).toBe(expected);
  });
});
