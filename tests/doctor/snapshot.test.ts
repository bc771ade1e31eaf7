import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseSnapshot } from "../../doctor/snapshot.ts";
import { fixtureFile, platforms } from "./clusters.ts";

const text = readFileSync(fixtureFile("eks"), "utf8");

test.each(platforms)("the snapshot of %s is one, and states that it is no recording", (platform) => {
  expect(parseSnapshot(readFileSync(fixtureFile(platform), "utf8")).about).toMatch(/^no recording of a cluster: written from/);
});

test.each([
  ["not JSON", "{", /is not JSON; accepted: a file of `modelkeep doctor --record`/],
  ["another document", "{}", /^format: .*; accepted: a file of `modelkeep doctor --record` of this version/],
  ["another version", text.replace("modelkeep-cluster/1", "modelkeep-cluster/2"), /^format: /],
  ["a field more", text.replace('"about"', '"secrets": [], "about"'), /Unrecognized key: "secrets"/],
  ["a field of a part of another kind", text.replace('"ready": true', '"ready": "yes"'), /^nodes\.read\.0\.ready: /],
  ["half a document", text.slice(0, 900), /is not JSON/],
  ["a part of another kind", text.replace(/"version": \{[^}]*\}/, '"version": "v1.34.1"'), /^version: /],
])("refused: %s", (_, given, message) => {
  expect(() => parseSnapshot(given)).toThrow(message);
});
