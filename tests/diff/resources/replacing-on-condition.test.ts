import { expect, test } from "vitest";
import { diffResources } from "../../../diff/resources/diff-resources.ts";
import { conditionalChanges } from "./conditional-changes.ts";
import { stackOf } from "./stack.ts";

test.each(conditionalChanges)("$type: $about", { tags: ["replaced-on-condition"] }, ({ type, before, after, replaces }) => {
  const [change, ...others] = diffResources(
    stackOf({ type, name: "a", inputs: { ...before } }),
    stackOf({ type, name: "a", inputs: { ...after } }),
  );
  expect(others).toEqual([]);
  expect(change?.operation).toBe(replaces.length > 0 ? "replace" : "update");
  const found = (change?.properties ?? []).filter((property) => property.replaces).map(({ path }) => path.split(/[.[]/)[0]);
  expect([...new Set(found)]).toEqual(replaces);
});
