// Writes export/aws-names.json: what Terraform calls the resources and inputs that Pulumi's AWS provider bridges.
// usage: node dev/node/launch.mjs dev/terraform-names/main.ts   needs a Pulumi engine (docs/engine.md) whose AWS provider says it
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { awsPlugin } from "../aws-plugin.ts";
import { startProvider } from "../replacements/provider-client.ts";
import { compactNames, type Mapping } from "./compact-names.ts";

const root = resolve(import.meta.dirname, "../..");
const { version, program } = await awsPlugin(root);
const provider = await startProvider(program);
const mapping = JSON.parse(await provider.mapping().finally(provider.stop)) as Mapping;
const names = {
  source: `GetMapping("terraform") of pulumi-resource-aws ${version}, as dev/engine builds it`,
  read: new Date().toISOString().slice(0, 10),
  resources: compactNames(mapping),
};
writeFileSync(resolve(root, "export/aws-names.json"), `${JSON.stringify(names)}\n`);
console.log(`wrote export/aws-names.json: ${Object.keys(names.resources).length} resource types`);
