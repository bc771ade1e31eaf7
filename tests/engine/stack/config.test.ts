import { expect, test } from "vitest";
import { PreviewError, SECRET } from "../../../engine/preview.ts";
import { readStackConfig } from "../../../engine/stack/config.ts";
import { readProject } from "../../../engine/stack/project.ts";
import { fixture, temporaryProject } from "../in-process/temporary-program.ts";

const config = async (root: string) => readStackConfig(await readProject(root), "dev");

// The expected texts are those that `pulumi preview --json` (3.259.0) printed as the config of this project.
test("reads what the Pulumi CLI reads", async () => {
  expect((await config(fixture("configured"))).values).toEqual({
    "aws:region": "eu-central-1",
    "configured:big": "111122223333",
    "configured:bool": "true",
    "configured:date": "2026-12-31 00:00:00 +0000 UTC",
    "configured:exp": "1000",
    "configured:float": "1.5",
    "configured:list": '["one","two"]',
    "configured:long": "three parts",
    "configured:multi": "line one\nline two\n",
    "configured:nothing": "",
    "configured:number": "4",
    "configured:numbers": '{"big":111122223333,"exp":1000,"float":1.5,"hex":31,"int":12,"leading":123456789,"octal":8}',
    "configured:object": '{"nested":{"a":true,"b":1}}',
    "configured:octal": "8",
    "configured:overridden": "stack",
    "configured:shorthand": "from the project",
    "configured:typed": "fallback",
    "configured:waiver":
      '{"expires":"2026-12-31 00:00:00 +0000 UTC","since":"2026-01-02 03:04:05 +0000 UTC","with":"2001-12-14 21:59:43.1 -0500 -0500"}',
    "configured:words": '{"empty":"","on":"on","quoted":"true","tilde":null,"yes":"yes"}',
    "configured:zero": "0.1",
  });
});

test("an encrypted value becomes a placeholder, and its key a secret one", async () => {
  const { values, secretKeys } = await config(fixture("offline"));
  expect(secretKeys).toEqual(["offline:token", "offline:service"]);
  expect(values["offline:token"]).toBe(SECRET);
  expect(JSON.parse(values["offline:service"]!)).toEqual({ url: "https://example.com", password: SECRET });
});

test.each([
  [
    "a value that the project requires",
    { "Pulumi.yaml": "{ name: p, runtime: nodejs, config: { size: { type: integer } } }" },
    /Pulumi\.dev\.yaml: config: p:size: the project requires a value/,
  ],
  ["an environment", { "Pulumi.dev.yaml": "environment: [prod]" }, /Pulumi\.dev\.yaml: environment: .* cannot open ESC environments/],
  [
    "a key of too many parts",
    { "Pulumi.dev.yaml": "config: { a:b:c:d: 1 }" },
    /Pulumi\.dev\.yaml: config: a:b:c:d is not a key; write namespace:key/,
  ],
  ["text that is no YAML", { "Pulumi.dev.yaml": "config:\n  a: [1\nb: 2\n" }, /^Pulumi\.dev\.yaml: .*line 3, column 1/],
])("refuses %s", async (_name, files: Record<string, string>, expected) => {
  const error: unknown = await config(await temporaryProject(files)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(PreviewError);
  expect((error as PreviewError).message).toMatch(expected);
});
