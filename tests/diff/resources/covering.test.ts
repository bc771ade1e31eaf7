import fc from "fast-check";
import { expect, test } from "vitest";
import { byProvider, byType, covering } from "./covering.ts";

const lines = fc.array(fc.tuple(fc.constantFrom("create", "update", "delete"), fc.constantFrom("a", "b", "c"), fc.nat(3)), {
  maxLength: 5,
});
const changes = fc.array(
  lines.map((all) => ({ expected: { resources: all.map(([operation, type, name]) => `${operation} ${type}::${name}`) } })),
  { maxLength: 8 },
);
const kinds = (all: readonly { expected: { resources: readonly string[] } }[]) =>
  new Set(all.flatMap(({ expected }) => expected.resources.map((line) => line.split("::")[0])));

test.each([byProvider, byType])(
  "the chosen changes do all that all of them do, and each does something that those before it do not",
  (kind) => {
    fc.assert(
      fc.property(changes, (all) => {
        const chosen = covering(all, kind, false);
        expect(kinds(chosen)).toEqual(kinds(all));
        chosen.forEach((_, i) => void expect(kinds(chosen.slice(0, i + 1)).size).toBeGreaterThan(kinds(chosen.slice(0, i)).size));
      }),
    );
  },
);

test("all of them are tried where tables are tried whole", () => {
  const all = [{ expected: { resources: [] } }, { expected: { resources: ["create a::1"] } }];
  expect(covering(all, byType, true)).toBe(all);
});
