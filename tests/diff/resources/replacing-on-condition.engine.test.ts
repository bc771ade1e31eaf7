import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { awsPlugin } from "../../../dev/aws-plugin.ts";
import { type ProviderClient, startProvider } from "../../../dev/replacements/provider-client.ts";
import { conditionalChanges } from "./conditional-changes.ts";

const root = resolve(import.meta.dirname, "../../..");
let provider: ProviderClient;

beforeAll(async () => {
  provider = await startProvider((await awsPlugin(root)).program);
});
afterAll(() => provider?.stop());

test.each(conditionalChanges)("the provider itself, $type: $about", async ({ type, before, after, replaces }) => {
  const told = await provider.replaces(type, before as never, after as never);
  expect(told.length > 0).toBe(replaces.length > 0);
  // Of a replacement that it decides in code the bridge often says only that there is one.
  expect(told.filter((input) => input !== "__meta" && !replaces.includes(input))).toEqual([]);
});
