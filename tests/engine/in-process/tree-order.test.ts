import fc from "fast-check";
import { expect, test } from "vitest";
import { inTreeOrder } from "../../../engine/in-process/tree-order.ts";
import type { PreviewResource } from "../../../engine/preview.ts";

/** Random trees: each resource hangs under one that was made before it. */
const tree = fc.array(fc.nat(), { minLength: 1, maxLength: 30 }).map((picks) =>
  picks.map(
    (pick, index): PreviewResource => ({
      urn: `urn:${index}`,
      type: "t",
      name: `${index}`,
      parent: index === 0 ? undefined : `urn:${pick % index}`,
      custom: false,
      inputs: {},
      provider: undefined,
      protect: false,
      retainOnDelete: false,
      dependencies: [],
    }),
  ),
);

test("does not depend on the order of registration", () => {
  const shuffled = tree.chain((made) =>
    fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length, maxLength: made.length })),
  );
  fc.assert(
    fc.property(shuffled, ([made, other]) => {
      expect(inTreeOrder(other)).toEqual(inTreeOrder(made));
    }),
  );
});

test("keeps every resource, each after its parent", () => {
  fc.assert(
    fc.property(tree, (made) => {
      const urns = inTreeOrder(made).map(({ urn }) => urn);
      expect([...urns].sort()).toEqual(made.map(({ urn }) => urn).sort());
      for (const { urn, parent } of made) expect(urns.indexOf(urn)).toBeGreaterThan(parent === undefined ? -1 : urns.indexOf(parent));
    }),
  );
});
