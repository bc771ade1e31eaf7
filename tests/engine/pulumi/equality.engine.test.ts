import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { previewInProcess } from "../../../engine/in-process/preview.ts";
import { type Preview, PreviewError } from "../../../engine/preview.ts";
import type { Engine } from "../../../engine/pulumi/engine.ts";
import { findEngine } from "../../../engine/pulumi/find.ts";
import { previewWithPulumi } from "../../../engine/pulumi/preview.ts";
import { listStacks } from "../../../engine/stack/stacks.ts";
import { judgedExample } from "../../support/judged-example.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { differences } from "./differences.ts";

const root = resolve(import.meta.dirname, "../../..");
const fixture = join(root, "tests/fixtures/equality");
const examples = await listStacks(root);

let engine: Engine;

beforeAll(async () => {
  engine = await findEngine({ root, env: process.env });
});

test("there are examples to compare", () => {
  expect(examples).toContain("demo");
  expect(examples.length).toBeGreaterThanOrEqual(3);
});

describe.each(examples)("example %s", (stack) => {
  let real: Preview;

  beforeAll(async () => {
    real = (await judgedExample(stack)).preview;
  });

  test("the Pulumi CLI and the in-process engine register the same resources", async () => {
    const own = (await symbolicExample(stack)).plain;
    expect(own.resources.length).toBeGreaterThan(50);
    expect(differences(own, real)).toEqual([]);
  });

  test("neither the engine nor a provider warns", () => {
    expect(real.diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
  });
});

describe("a fixture of every kind of input", () => {
  let real: Preview;

  beforeAll(async () => {
    real = await previewWithPulumi({ engine, root: fixture, stack: "plain" });
  });

  test("is the same under both engines", async () => {
    const own = await previewInProcess({ root: fixture, stack: "plain" });
    expect(own.resources).toHaveLength(11);
    expect(differences(own, real)).toEqual([]);
  });

  test("encrypted settings are a placeholder under both, without the passphrase", async () => {
    const sealed = { root: fixture, stack: "sealed" };
    expect(differences(await previewInProcess(sealed), await previewWithPulumi({ engine, ...sealed }))).toEqual([]);
  });

  test("a setting that the program refuses is the same message under both", async () => {
    const refused = { root: fixture, stack: "refused" };
    const messages = (error: unknown) => (error instanceof PreviewError ? error.messages : error);
    const expected = ["equality:network: zones: 9 is more than a region has; accepted: 1 to 3"];
    expect(await previewInProcess(refused).catch(messages)).toEqual(expected);
    expect(await previewWithPulumi({ engine, ...refused }).catch(messages)).toEqual(expected);
  });

  test.each([
    ["one more", "private-2: only in the first"],
    ["unprotected", "protect: false != true"],
    ["not retained", "retainOnDelete: false != true"],
    ["another parent", "vault-policy: only in the first"],
    ["another principal", "inputs.policy"],
    ["open to all", 'inputs.ingress.0.cidrBlocks.0: "0.0.0.0/0" != "10.1.0.0/16"'],
  ])("the comparison notices the edit: %s", async (edit, expected) => {
    const edited = await previewInProcess({ root: fixture, stack: "plain", env: { EQUALITY_EDIT: edit } });
    expect(differences(edited, real).join("\n")).toContain(expected);
  });
});

test("a preview writes no file of the project", async () => {
  const before = fingerprint();
  await previewWithPulumi({ engine, root: fixture, stack: "sealed" });
  expect(fingerprint()).toEqual(before);
});

/** Every file of the fixture with a hash of what it holds. */
function fingerprint(): Record<string, string> {
  const files = readdirSync(fixture).sort();
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash("sha256")
        .update(readFileSync(join(fixture, file)))
        .digest("hex"),
    ]),
  );
}
