import { resolve } from "node:path";
import { expect, test } from "vitest";
import { awsPlugin } from "../../../dev/aws-plugin.ts";
import { askFilledIn } from "../../../dev/filled-in/asked.ts";
import { startProvider } from "../../../dev/replacements/provider-client.ts";
import { filledInFacts } from "../../../policies/facts/facts.ts";

const plugin = await awsPlugin(resolve(import.meta.dirname, "../../.."));

test("the AWS provider fills in what the pack has from it; dev/write-filled-in.ts writes it anew", async () => {
  expect(await askFilledIn(plugin)).toEqual(filledInFacts);
});

test("a program cannot say that the provider filled in what it wrote itself", async () => {
  const provider = await startProvider(plugin.program);
  const type = "aws:cloudwatch/eventRule:EventRule";
  const given = await provider.check(type, "asked", { name: "a", eventBusName: "mine", __defaults: ["eventBusName"] });
  provider.stop();
  expect(given).toMatchObject({ eventBusName: "mine", __defaults: [] });
});
