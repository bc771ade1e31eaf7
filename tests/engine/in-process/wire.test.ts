import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asOutputValue, outputDependencies, plainValue, secret, type Wire, withoutOutputValues } from "../../../engine/in-process/wire.ts";
import { SECRET, UNKNOWN } from "../../../engine/preview.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const OUTPUT = { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" };
const ASSET = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17" };
const ARCHIVE = { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7" };
const RESOURCE = { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e" };

const HIDDEN = "correct horse battery staple";

/** Values as programs send them: JSON with secrets and unknowns anywhere. */
const wire: fc.Arbitrary<Wire> = fc.letrec<{ value: Wire }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Wire>(null, true, 7, "text", UNKNOWN),
    fc.constantFrom<Wire>(secret(HIDDEN), secret({ deep: [HIDDEN] }), secret(UNKNOWN)),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), { maxKeys: 3 }),
  ),
})).value;

describe("plainValue", () => {
  test.each<[string, Wire, unknown]>([
    ["scalars", [1, "a", true, null], [1, "a", true, null]],
    ["an unknown", { id: UNKNOWN }, { id: UNKNOWN }],
    ["a nested secret", { list: [secret("x")] }, { list: [SECRET] }],
    ["an unknown output", { ...OUTPUT, dependencies: ["urn"] }, UNKNOWN],
    ["a known output", { ...OUTPUT, value: { a: secret("x") } }, { a: SECRET }],
    ["a secret output", { ...OUTPUT, value: "x", secret: true }, SECRET],
    ["a secret output that is not known yet", { ...OUTPUT, secret: true }, SECRET],
    ["a resource", { ...RESOURCE, urn: "urn:pulumi:s::p::t::n", id: "", packageVersion: "" }, { resource: "urn:pulumi:s::p::t::n" }],
    ["a text asset of the CLI", { ...ASSET, text: "hello", hash: "2cf2" }, { asset: { text: "hello" } }],
    ["a file asset of the SDK", { ...ASSET, path: "./f", __pulumiAsset: true }, { asset: { path: "./f" } }],
    [
      "an archive",
      { ...ARCHIVE, assets: { f: { ...ASSET, uri: "https://example.com" } } },
      { archive: { assets: { f: { asset: { uri: "https://example.com" } } } } },
    ],
  ])("%s", (_name, value, expected) => {
    expect(plainValue(value)).toEqual(expected);
  });

  test("shows no part of a secret", () => {
    fc.assert(fc.property(wire, (value) => !JSON.stringify(plainValue(value)).includes(HIDDEN)));
  });
});

describe("output values", () => {
  test("come back as what they were made from", () => {
    fc.assert(
      fc.property(wire, fc.array(fc.constantFrom("urn:a", "urn:b"), { maxLength: 2 }), (value, dependencies) => {
        expect(withoutOutputValues(asOutputValue(value, dependencies))).toEqual(value);
      }),
    );
  });

  test("carry their dependencies, nested ones too", () => {
    const value = asOutputValue({ inner: asOutputValue("x", ["urn:b"]) }, ["urn:a"]);
    expect(outputDependencies(value)).toEqual(["urn:a", "urn:b"]);
    expect(outputDependencies(asOutputValue({ inner: secret("x") }, []))).toEqual([]);
  });

  test("keep a secret secret in a preview", () => {
    expect(plainValue(asOutputValue({ a: secret("x"), b: UNKNOWN }, ["urn:a"]))).toEqual({ a: SECRET, b: UNKNOWN });
  });
});
