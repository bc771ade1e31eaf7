import { describe, expect, test } from "vitest";
import { SECRET, UNKNOWN } from "../../../engine/preview.ts";
import { programErrors, resourcesOf, withoutDefaults } from "../../../engine/pulumi/preview-json.ts";

const stack = { urn: "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev", type: "pulumi:pulumi:Stack", custom: false };
const home = { urn: "urn:pulumi:dev::p::pulumi:providers:aws::home", type: "pulumi:providers:aws", custom: true, parent: stack.urn };
const key = { urn: "urn:pulumi:dev::p::aws:kms/key:Key::a::b", type: "aws:kms/key:Key", custom: true, parent: stack.urn };

function json(...states: (object | null)[]): string {
  return JSON.stringify({ steps: states.map((newState) => ({ op: "create", newState })) });
}

test("states become resources, parents first, with what only engine and provider add left out", () => {
  const [root, resource, provider] = resourcesOf(
    json(
      {
        ...key,
        inputs: { __defaults: ["isEnabled"], isEnabled: true, policy: UNKNOWN, secret: SECRET, rules: [{ __defaults: ["x"], x: 1, y: 2 }] },
        provider: `${home.urn}::${UNKNOWN}`,
        protect: true,
        dependencies: ["urn:b", "urn:a"],
        propertyDependencies: { policy: ["urn:b", "urn:a"], secret: [], rules: null },
        ignoreChanges: ["tags"],
        customTimeouts: { create: 300 },
        sourcePosition: "project:///index.ts#1,2",
      },
      { ...home, inputs: { __internal: {}, region: "eu-central-1", version: "7.48.0" } },
      stack,
    ),
  );
  expect(root).toEqual({
    ...stack,
    name: "p-dev",
    parent: undefined,
    inputs: {},
    provider: undefined,
    protect: false,
    retainOnDelete: false,
    dependencies: [],
  });
  expect(resource).toEqual({
    ...key,
    name: "a::b",
    inputs: { policy: UNKNOWN, secret: SECRET, rules: [{ y: 2 }] },
    provider: `${home.urn}::${UNKNOWN}`,
    protect: true,
    retainOnDelete: false,
    dependencies: ["urn:a", "urn:b"],
    propertyDependencies: { policy: ["urn:a", "urn:b"] },
    ignoreChanges: ["tags"],
    customTimeouts: { create: 300 },
  });
  expect(provider).toMatchObject({ name: "home", inputs: { region: "eu-central-1", version: "7.48.0" } });
});

test.each(["default", "default_7_48_0"])("the engine's own provider %s is no resource of the program", (name) => {
  const own = { ...home, urn: home.urn.replace("home", name) };
  expect(resourcesOf(json(stack, own, home)).map((resource) => resource.name)).toEqual(["p-dev", "home"]);
});

test("steps that delete have no state, and a replacement is one resource", () => {
  expect(resourcesOf(json(stack, null, key, key))).toHaveLength(2);
});

test("a resource that is only read, and one that is taken over, keep their ids", () => {
  const [, read] = resourcesOf(json(stack, { ...key, external: true, id: "k-1" }));
  expect(read).toMatchObject({ readId: "k-1" });
  const [, imported] = resourcesOf(json(stack, { ...key, importID: "k-2", id: "k-2" }));
  expect(imported).toMatchObject({ importId: "k-2" });
  expect(imported).not.toHaveProperty("readId");
});

test("anything but a preview is refused", () => {
  expect(() => resourcesOf("{}")).toThrow("printed no steps");
  expect(() => resourcesOf("error: no")).toThrow();
});

describe("defaults of a provider", () => {
  test.each([
    [{ __defaults: [], a: 1 }, { a: 1 }],
    [{ __defaults: ["a"], a: 1, b: { __defaults: ["c"], c: 2, a: 3 } }, { b: { a: 3 } }],
    [
      [{ __defaults: ["a"], a: 1 }, "a", null],
      [{}, "a", null],
    ],
    ["text", "text"],
  ])("%j becomes %j", (value, expected) => expect(withoutDefaults(value)).toEqual(expected));
});

test("errors are told once, in the program's own words, and warnings are no errors", () => {
  const unhandled = "Running program '/p' failed with an unhandled exception:\nTypeError: x\n    at node:internal/a:1:1";
  const diagnostics = [unhandled, "refused", "refused"].map((message) => ({ severity: "error" as const, message }));
  expect(programErrors([...diagnostics, { severity: "warning", message: "careful" }])).toEqual(["TypeError: x", "refused"]);
});
