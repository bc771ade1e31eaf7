// Writes policies/facts/filled-in.json: what the AWS provider gives to inputs that a program leaves out, for every type that rules know.
// usage: node dev/node/launch.mjs dev/write-filled-in.ts   needs a Pulumi engine (docs/engine.md) with the AWS provider of package.json
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { awsPlugin } from "./aws-plugin.ts";
import { askFilledIn } from "./filled-in/asked.ts";

const root = resolve(import.meta.dirname, "..");
const { types, source } = await askFilledIn(await awsPlugin(root));
writeFileSync(resolve(root, "policies/facts/filled-in.json"), `${JSON.stringify({ source, types }, null, 2)}\n`);
console.log(`wrote policies/facts/filled-in.json: ${Object.keys(types).length} resource types`);
