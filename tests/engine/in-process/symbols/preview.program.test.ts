import { resolve } from "node:path";
import { expect, test } from "vitest";
import { previewWithSymbols } from "../../../../engine/in-process/symbols/preview.ts";
import { symbolsIn } from "../../../../engine/in-process/symbols/symbol.ts";
import { type Preview, PreviewError, UNKNOWN } from "../../../../engine/preview.ts";
import { symbolicExample } from "../../../support/symbolic-example.ts";
import { fixture, temporaryProject } from "../temporary-program.ts";

const root = resolve(import.meta.dirname, "../../../..");

/** What does not change between two runs. */
const said = ({ resources, outputs }: Preview) => ({ resources, outputs });

test("two runs give the same symbols", async () => {
  const [one, other] = await Promise.all([symbolicExample("demo"), previewWithSymbols({ root, stack: "demo" })]);
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

test("what no SDK declares, and what the program decides by a symbol, stays unknown and is told", async () => {
  const { preview, unknown } = await previewWithSymbols({ root: fixture("computed"), stack: "dev" });
  const reads = preview.resources.find(({ name }) => name === "reads")!;
  expect(reads.inputs["tags"]).toMatchObject({ map: UNKNOWN, truth: UNKNOWN, custom: UNKNOWN, decided: UNKNOWN });
  expect(unknown).toEqual(["custom", "decided", "map", "truth"].map((tag) => `${reads.urn}: tags.${tag}`));
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
  expect(error.messages[0]).toContain("the program computes with a value that is known only after deployment");
  expect(error.messages[1]).toContain("Cannot read properties of undefined (reading 'toUpperCase')");
});

test("a program that fails anyway gives its own message alone", async () => {
  const error: unknown = await previewWithSymbols({ root: fixture("crashes"), stack: "dev" }).catch((thrown: unknown) => thrown);
  expect((error as PreviewError).messages).toEqual([expect.stringMatching(/^TypeError: Cannot read properties of undefined/)]);
});
