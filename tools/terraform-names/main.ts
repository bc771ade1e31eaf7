// Writes cli/export/aws-names.json: what Terraform calls the resources and inputs that Pulumi's AWS provider bridges.
// usage: node tools/node/launch.mjs tools/terraform-names/main.ts   needs a Pulumi engine (docs/engine.md) whose AWS provider says it
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { findEngine } from "../../engine/pulumi/find.ts";
import { compactNames, type Mapping } from "./compact-names.ts";
import { providerMapping } from "./provider-mapping.ts";

const root = resolve(import.meta.dirname, "../..");
const engine = await findEngine({ root, env: process.env });
const version = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")).dependencies["@pulumi/aws"] as string;
const mapping = JSON.parse(await providerMapping(resolve(engine.home, `plugins/resource-aws-v${version}/pulumi-resource-aws`))) as Mapping;
const names = {
  source: `GetMapping("terraform") of pulumi-resource-aws ${version}, as tools/engine builds it`,
  read: new Date().toISOString().slice(0, 10),
  resources: compactNames(mapping),
};
writeFileSync(resolve(root, "cli/export/aws-names.json"), `${JSON.stringify(names)}\n`);
console.log(`wrote cli/export/aws-names.json: ${Object.keys(names.resources).length} resource types`);
