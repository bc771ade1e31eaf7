import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { hasSecrets, withoutSecrets } from "../../../engine/pulumi/stack-file.ts";

const placeholder = { encryptionsalt: "v1:new", ciphertext: "v1:placeholder" };

test("a file without secrets stays as it is, letter by letter", () => {
  const text = "# note\nconfig:\n  a:b: 010\n  a:date: 2026-12-31 # a date\n  a:o: { k: 1.50 }\n";
  expect(hasSecrets(text)).toBe(false);
  expect(withoutSecrets(text, "Pulumi.dev.yaml")).toBe(text);
});

test("secrets at any depth become the placeholder, and the old key goes", () => {
  const text = [
    "secretsprovider: awskms://alias/x?region=eu-central-1",
    "encryptedkey: QUJD",
    "config:",
    "  a:top:",
    "    secure: v1:old",
    '  a:list: [1, { secure: "v1:old" }, { deep: { secure: v1:old } }]',
    "  a:two: { secure: not one, because: of this }",
    "  a:octal: 010",
    "encryptionsalt: v1:old",
    "",
  ].join("\n");
  expect(hasSecrets(text)).toBe(true);
  const edited = withoutSecrets(text, "Pulumi.dev.yaml", placeholder);
  expect(edited).not.toContain("v1:old");
  expect(edited).toContain("  a:octal: 010\n");
  expect(parse(edited)).toEqual({
    config: {
      "a:top": { secure: "v1:placeholder" },
      "a:list": [1, { secure: "v1:placeholder" }, { deep: { secure: "v1:placeholder" } }],
      "a:two": { secure: "not one", because: "of this" },
      "a:octal": 10,
    },
    encryptionsalt: "v1:new",
  });
});

test("an old salt goes even where nothing was encrypted with it", () => {
  expect(parse(withoutSecrets("encryptionsalt: v1:old\nconfig: { a:b: c }\n", "f"))).toEqual({ config: { "a:b": "c" } });
});

describe("what cannot be previewed is refused", () => {
  test.each([
    ["environment: [prod]\n", "Pulumi.dev.yaml: environment: "],
    ["config: [\n", "Pulumi.dev.yaml: "],
  ])("%j", (text, message) => expect(() => withoutSecrets(text, "Pulumi.dev.yaml", placeholder)).toThrow(message));
});

test("an empty file is an empty configuration", () => {
  expect(withoutSecrets("", "f")).toBe("");
  expect(hasSecrets("# only a comment\n")).toBe(false);
});

test("whatever the configuration holds, only secrets change", () => {
  const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.string(), fc.constant({ secure: "v1:old" }));
  const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), leaf, { maxKeys: 3 }));
  const name = fc.stringMatching(/^[a-z]{1,6}$/);
  fc.assert(
    fc.property(fc.dictionary(name, value, { minKeys: 1 }), (values) => {
      const config = Object.fromEntries(Object.entries(values).map(([key, inner]) => [`p:${key}`, inner]));
      const text = JSON.stringify({ config }).slice(1, -1).replace('"config":', "config: ");
      const edited = parse(withoutSecrets(`${text}\n`, "f", placeholder));
      expect(edited.config).toEqual(JSON.parse(JSON.stringify(config).replaceAll('{"secure":"v1:old"}', '{"secure":"v1:placeholder"}')));
    }),
  );
});
