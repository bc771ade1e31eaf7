import { afterEach, expect, it } from "vitest";
import { noOwnCatalog, useOwnCatalog, withOwnCatalog } from "../../../catalog/own-catalog.ts";
import { parseOwnCatalog } from "../../../infra/own-catalog/read.ts";
import { parseKeep } from "../../../infra/settings/parse.ts";
import { stackFileSchema } from "../../../infra/settings/stack-file-schema.ts";
import { documentedText } from "../own-catalog/documented.ts";
import { eks, put } from "./good-settings.ts";

const own = parseOwnCatalog(documentedText);
const parse = (...edits: Parameters<typeof eks>) => parseKeep(eks(...edits), { stack: "demo", now: new Date("2026-11-25") });
const mine = [put("model.name", "support-32b"), put("model.lock", undefined), put("capacity.instance", "g8e.24xlarge")];

afterEach(() => useOwnCatalog(noOwnCatalog));

it("names of the project are accepted where its catalog is in use, and there alone", { tags: ["own-names-in-settings"] }, () => {
  expect(() => parse(...mine)).toThrow('model.name: "support-32b" is unknown; accepted: ');
  expect(withOwnCatalog(own, () => parse(...mine))).toMatchObject({
    models: { "model-server": { name: "support-32b", capacity: { instance: "g8e.24xlarge" } } },
  });
  expect(() => parse(...mine)).toThrow('capacity.instance: "g8e.24xlarge" is unknown; did you mean "g6e.24xlarge"?');
});

it("a slip in a name of the project is told with the name that was meant", () => {
  useOwnCatalog(own);
  expect(() => parse(put("model.name", "suport-32b"))).toThrow(
    'model.name: "suport-32b" is unknown; did you mean "support-32b"? accepted: support-32b, ',
  );
});

it("the schema for editors has the names of the project where it is asked for", () => {
  const names = () => [...new Set(JSON.stringify(stackFileSchema()).match(/support-32b|g8e\.24xlarge/g))];
  expect(names()).toEqual([]);
  useOwnCatalog(own);
  expect(names()).toEqual(["support-32b", "g8e.24xlarge"]);
});
