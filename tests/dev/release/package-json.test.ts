import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { entries, packageManifest } from "../../../dev/release/package-json.ts";
import { repositoryManifest } from "../../../dev/release/stage.ts";

const root = resolve(import.meta.dirname, "../../..");
const made = packageManifest(repositoryManifest(root));

test("nothing that only builds or tests need is in the package.json of the package", { tags: ["package-manifest"] }, () => {
  expect(Object.keys(made).sort()).toEqual(
    ["bin", "dependencies", "description", "engines", "exports", "license", "name", "peerDependencies", "type", "version"].sort(),
  );
  expect(made.peerDependencies).toEqual({
    "@pulumi/aws": expect.any(String),
    "@pulumi/kubernetes": expect.any(String),
    "@pulumi/policy": expect.any(String),
    "@pulumi/pulumi": expect.any(String),
  });
});

test("each entry is a file of the repository that says what it exports", () => {
  for (const path of Object.values(entries)) expect(existsSync(join(root, `${path}.ts`)), path).toBe(true);
  expect(Object.keys(made.exports)).toEqual([".", "./charts", "./planner", "./policies", "./evidence", "./package.json"]);
});

test("every dependency is there once, at its exact version, as a peer where it is an SDK of Pulumi", () => {
  const name = fc.stringMatching(/^(@pulumi\/)?[a-z]{1,8}$/);
  fc.assert(
    fc.property(fc.dictionary(name, fc.stringMatching(/^\d\.\d\.\d$/), { noNullPrototype: true }), (dependencies) => {
      const { dependencies: own, peerDependencies: peers } = packageManifest({ ...repositoryManifest(root), dependencies });
      expect({ ...own, ...peers }).toEqual(dependencies);
      expect(Object.keys(own).filter((one) => one.startsWith("@pulumi/"))).toEqual([]);
      expect(Object.keys(peers).filter((one) => !one.startsWith("@pulumi/"))).toEqual([]);
    }),
  );
});

test("every version of the repository is exact, which makes those of the package exact", () => {
  for (const version of Object.values({ ...made.dependencies, ...made.peerDependencies })) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).dependencies).toEqual({
    ...made.dependencies,
    ...made.peerDependencies,
  });
});
