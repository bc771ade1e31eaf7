import { expect, test } from "vitest";
import { importersAmong, withDependents } from "../../../dev/mutations/importers.ts";
import { parsed } from "../../../dev/mutations/source-files.ts";

const importers = importersAmong([
  parsed("a/base.ts", "export const base = 1;"),
  parsed("a/user.ts", 'import { base } from "./base.ts"; export { base };'),
  parsed("b/again.ts", 'export * from "../a/user.ts";'),
  parsed("b/late.ts", 'export const late = () => import("./again.ts");'),
  parsed("b/type.ts", 'import type { T } from "../a/base.ts"; export type { T } from "../a/user.ts";'),
  parsed("b/round.ts", 'import "./late.ts"; import "./round.ts"; import "vitest";'),
]);

test("what imports a file, by way of others too, runs otherwise when it changes; what takes types alone does not", () => {
  expect([...withDependents("a/base.ts", importers)]).toEqual(["a/base.ts", "a/user.ts", "b/again.ts", "b/late.ts", "b/round.ts"]);
  expect([...withDependents("b/type.ts", importers)]).toEqual(["b/type.ts"]);
});
