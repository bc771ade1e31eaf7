import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { previewInProcess } from "../../../../engine/in-process/preview.ts";
import { previewWithSymbols, type SymbolicPreview } from "../../../../engine/in-process/symbols/preview.ts";
import { symbolsIn } from "../../../../engine/in-process/symbols/symbol.ts";
import { type Preview, PreviewError, UNKNOWN } from "../../../../engine/preview.ts";
import { listStacks } from "../../../../engine/stack/stacks.ts";
import { symbolicExample } from "../../../support/symbolic-example.ts";
import { fixture, temporaryProject } from "../temporary-program.ts";

const root = resolve(import.meta.dirname, "../../../..");
const examples = await listStacks(root);

/** What does not change between two runs. */
const said = ({ resources, outputs }: Preview) => ({ resources, outputs });

/** Each text or number with a symbol in it as a plain preview has it. */
function forgotten(value: unknown, symbols: SymbolicPreview["symbols"]): unknown {
  if (typeof value === "string" || typeof value === "number") return symbolsIn(String(value), symbols).length > 0 ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map((item) => forgotten(item, symbols));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, forgotten(inner, symbols)]));
}

describe.each(examples)("example %s", async (stack) => {
  const symbolic = await symbolicExample(stack);

  test("no input is unknown", () => {
    expect(symbolic.unknown).toEqual([]);
    expect(JSON.stringify(symbolic.preview.resources.map(({ inputs }) => inputs))).not.toContain(UNKNOWN);
  });

  test("with its symbols taken for unknown it is the plain preview", async () => {
    const plain = await previewInProcess({ root, stack });
    expect(forgotten(said(symbolic.preview), symbolic.symbols)).toEqual(said(plain));
  });

  test("every symbol names a resource of the stack, and stands somewhere", () => {
    const urns = new Set(symbolic.preview.resources.map(({ urn }) => urn));
    const text = JSON.stringify(said(symbolic.preview));
    for (const [symbol, { urn }] of Object.entries(symbolic.symbols)) {
      expect(urns).toContain(urn);
      expect(text).toContain(symbol);
    }
  });
});

test("two runs give the same symbols", async () => {
  const [one, other] = await Promise.all([1, 2].map(() => previewWithSymbols({ root, stack: "demo" })));
  expect(said(one!.preview)).toEqual(said(other!.preview));
  expect(one!.symbols).toEqual(other!.symbols);
});

test("an output is found at any depth of the shape that the SDK declares, and named by its path", async () => {
  const { preview, symbols } = await previewWithSymbols({ root: fixture("computed"), stack: "dev" });
  const inputs = preview.resources.find(({ name }) => name === "reads")?.inputs as { tags: Record<string, string> };
  const origin = (key: string) => symbolsIn(inputs.tags[key]!, symbols).map((symbol) => symbols[symbol]!);
  expect(origin("authority").map(({ property }) => property)).toEqual(["certificateAuthority.data"]);
  expect(origin("group").map(({ property }) => property)).toEqual(["resources[0].autoscalingGroups[0].name"]);
  expect(origin("clusterGroup").map(({ property }) => property)).toEqual(["vpcConfig.clusterSecurityGroupId"]);
  expect(origin("version").map(({ property }) => property)).toEqual(["latestVersion"]);
  expect(origin("both").map(({ property, urn }) => `${urn.split("::").pop()}.${property}`)).toEqual(["cluster.arn", "cluster.endpoint"]);
  expect(inputs.tags["both"]).toMatch(/^~cluster\.arn\.[0-9a-f]{12}~ at ~cluster\.endpoint\.[0-9a-f]{12}~$/);
});

test("what no SDK declares stays unknown, and is told", async () => {
  const { preview, unknown } = await previewWithSymbols({ root: fixture("computed"), stack: "dev" });
  const reads = preview.resources.find(({ name }) => name === "reads")!;
  expect(reads.inputs["tags"]).toMatchObject({ map: UNKNOWN, truth: UNKNOWN, custom: UNKNOWN });
  expect(unknown).toEqual([`${reads.urn}: tags.custom`, `${reads.urn}: tags.map`, `${reads.urn}: tags.truth`]);
});

test("a program that parses what only a deployment knows is told so, with its own words", async () => {
  const root = await temporaryProject({
    "index.ts": [
      'import * as aws from "@pulumi/aws";',
      'const key = new aws.kms.Key("key", {});',
      'export const account = key.arn.apply((arn) => arn.split(":")[4].toUpperCase());',
    ].join("\n"),
  });
  const error: unknown = await previewWithSymbols({ root, stack: "dev" }).catch((thrown: unknown) => thrown);
  if (!(error instanceof PreviewError)) throw new Error(`expected a PreviewError, got ${error}`);
  expect(error.messages).toHaveLength(2);
  expect(error.messages[0]).toContain("the program computes with a value that only a deployment knows");
  expect(error.messages[1]).toContain("Cannot read properties of undefined (reading 'toUpperCase')");
});

test("a program that fails anyway gives its own message alone", async () => {
  const error: unknown = await previewWithSymbols({ root: fixture("crashes"), stack: "dev" }).catch((thrown: unknown) => thrown);
  expect((error as PreviewError).messages).toEqual([expect.stringMatching(/^TypeError: Cannot read properties of undefined/)]);
});
