import { describe, expect, test } from "vitest";
import { costChanges, costsDiffer } from "../../../diff/cost/cost-changes.ts";
import { catalogPrices, withOverrides } from "../../../planner/cost/prices.ts";
import { sidedStack } from "../sided-stack.ts";

const keep = {
  model: { name: "DeepSeek-R1-Distill-Qwen-32B" },
  target: { kind: "eks", accountId: "111122223333", region: "eu-central-1", network: { cidr: "10.64.0.0/16", zones: 2 } },
  capacity: { instance: "g6e.12xlarge", replicas: { min: 1, max: 2 } },
};
const prices = { base: catalogPrices, head: catalogPrices };
const side = (settings: object) => sidedStack({ config: { "modelkeep:keep": JSON.stringify({ ...keep, ...settings }) } });
const changed = (settings: object, by = prices) => costChanges(side({}), side(settings), by)!;

describe("a bill", () => {
  test("is the same where the settings are, and no line is in it", () => {
    const same = changed({});
    expect([same.lines, same.unknown, costsDiffer(same)]).toEqual([[], [], false]);
    expect(same.perMonth.before).toBe(same.perMonth.after);
    expect(same.perMonth.after).toBeGreaterThan(1000);
  });

  test("has a line more for each that differs, with how it came about", () => {
    const { lines, perMonth, gpuPerHour } = changed({ capacity: { ...keep.capacity, replicas: { min: 2, max: 2 } } });
    const gpu = lines.find(({ item }) => item.startsWith("GPU nodes"))!;
    expect([gpu.after! / gpu.before!, gpuPerHour.after! / gpuPerHour.before!]).toEqual([2, 2]);
    expect([gpu.howBefore, gpu.howAfter]).toEqual([expect.stringMatching(/^1 x 730 h x /), expect.stringMatching(/^2 x 730 h x /)]);
    const sum = lines.reduce((total, { before = 0, after = 0 }) => total + after - before, 0);
    expect(perMonth.after! - perMonth.before!).toBeCloseTo(sum, 6);
    expect(lines.map(({ item }) => item)).not.toContain("KMS keys");
  });

  test("of more replicas under load is another at most, and the same at least", { tags: ["bill-of-replicas-under-load"] }, () => {
    const cost = changed({ capacity: { ...keep.capacity, replicas: { min: 1, max: 6 } } });
    expect(cost.perMonth.after).toBe(cost.perMonth.before);
    expect(cost.perMonthAtMost.after! / cost.perMonthAtMost.before!).toBeGreaterThan(2.5);
    expect(costsDiffer(cost)).toBe(true);
    // The line that explains why a gate on cost is hit.
    const gpu = cost.lines.find(({ item }) => item.startsWith("GPU nodes"))!;
    expect([gpu.item, gpu.after! / gpu.before!]).toEqual([expect.stringMatching(/, with maximum replicas$/), 3]);
  });

  test("follows zones, tunnel, PrivateLink, system nodes, volumes", () => {
    const tunnel = { target: { ...keep.target, access: { tunnel: true } } };
    const items = (settings: object) => changed(settings).lines.map(({ item }) => item);
    expect(items(tunnel)).toEqual(["interface endpoints"]);
    expect(items({ clients: [{ name: "a", from: { kind: "private-link", principal: "arn:aws:iam::444455556666:root" } }] })).toEqual([
      "network load balancer",
    ]);
    expect(items({ capacity: { ...keep.capacity, system: { nodes: 3 } } })).toEqual([
      "system nodes",
      "volumes of system nodes",
      "GuardDuty runtime monitoring",
    ]);
    expect(items({ capacity: { ...keep.capacity, volumeGiB: 400 } })).toEqual(["volumes of GPU nodes"]);
  });

  test("of a stack that only one side has is there on that side alone", () => {
    const added = costChanges(undefined, side({}), prices)!;
    expect([added.perMonth.before, added.perMonth.after! > 0, added.lines.every(({ before }) => before === undefined)]).toEqual([
      undefined,
      true,
      true,
    ]);
  });

  test("is none of a stack that is no keep on AWS", () => {
    expect(costChanges(sidedStack({}), sidedStack({}), prices)).toBeUndefined();
  });
});

describe("what is not known", () => {
  test("an instance without a price gives no total, and says why", { tags: ["no-total-without-price"] }, () => {
    const cost = changed({ capacity: { ...keep.capacity, instance: "p5e.48xlarge" } });
    expect([cost.perMonth.after, cost.unknown]).toEqual([undefined, ["after: no price for p5e.48xlarge (on-demand) is known"]]);
    expect(cost.perMonth.before).toBeGreaterThan(0);
  });

  test("is no change where nothing changed", () => {
    const unpriced = side({ capacity: { ...keep.capacity, instance: "p5e.48xlarge" } });
    const cost = costChanges(unpriced, unpriced, prices)!;
    expect([cost.unknown, cost.perMonth, costsDiffer(cost)]).toEqual([[], {}, false]);
  });

  test("settings of another release are told, not passed over", () => {
    expect(changed({ capacity: { ...keep.capacity, turbo: true } }).unknown[0]).toMatch(
      /^after: modelkeep:keep is not valid in this release: capacity: .*turbo/,
    );
  });

  test.each([
    [{ audit: { retentionDays: 731 } }, "audit.retentionDays, which was as priced and is 731"],
    [{ target: { ...keep.target, region: "us-east-1" } }, "target.region, which was eu-central-1 and is us-east-1"],
    [
      { target: { ...keep.target, vault: { replicaRegion: "eu-west-1" } } },
      "target.vault.replicaRegion, which was as priced and is eu-west-1",
    ],
    [
      { capacity: { ...keep.capacity, system: { instance: "m7i.2xlarge" } } },
      "capacity.system.instance, which was as priced and is m7i.2xlarge",
    ],
  ])("%j costs something that the bill does not include the effect of", (settings, words) => {
    expect(changed(settings).unknown).toEqual([`the bill does not include the effect of ${words}`]);
  });
});

test("prices may be what changed: then each side has its own, and both are named", () => {
  const dearer = withOverrides(
    catalogPrices,
    { currency: "USD", date: "2026-11-20", region: "eu-central-1", instances: { "g6e.12xlarge": { "on-demand": 20 } } },
    "eu.json",
  );
  const cost = changed({}, { base: catalogPrices, head: dearer });
  expect([cost.gpuPerHour.after, cost.lines.map(({ item }) => item)]).toEqual([20, ["GPU nodes, g6e.12xlarge (on-demand)"]]);
  expect(cost.basis).toMatch(/^before: us-east-1.*; after: eu\.json: eu-central-1, 2026-11-20/);
});
