import { resolve } from "node:path";
import { expect, test } from "vitest";
import { filledInFacts } from "../../../policies/facts/facts.ts";
import { awsPlugin } from "../../../tools/aws-plugin.ts";
import { askFilledIn } from "../../../tools/filled-in/asked.ts";
import { startProvider } from "../../../tools/replacements/provider-client.ts";

const plugin = await awsPlugin(resolve(import.meta.dirname, "../../.."));

test("the AWS provider fills in what the pack has from it; tools/write-filled-in.ts writes it anew", async () => {
  expect(await askFilledIn(plugin)).toEqual(filledInFacts);
});

test("a program cannot say that the provider filled in what it wrote itself", async () => {
  const provider = await startProvider(plugin.program);
  const type = "aws:cloudwatch/eventRule:EventRule";
  const given = await provider.check(type, "asked", { name: "a", eventBusName: "mine", __defaults: ["eventBusName"] });
  provider.stop();
  expect(given).toMatchObject({ eventBusName: "mine", __defaults: [] });
});
