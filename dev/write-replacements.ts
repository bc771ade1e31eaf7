// Writes catalog/data/aws-replacements.json: which inputs of each AWS resource its provider cannot change in place, and which are sets.
// usage: node dev/node/launch.mjs dev/write-replacements.ts   needs a Pulumi engine (docs/engine.md) with the AWS provider of package.json
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { awsPlugin } from "./aws-plugin.ts";
import { replacesBy } from "./replacements/asked.ts";
import { startProvider } from "./replacements/provider-client.ts";
import { placed, type Schema } from "./replacements/pulumi-names.ts";
import { declaredNames } from "./replacements/sdk-names.ts";

interface Mapping {
  provider: { resources: Record<string, Record<string, Schema>> };
  resources: Record<string, { tok: string }>;
}

const root = resolve(import.meta.dirname, "..");
const { version, program } = await awsPlugin(root);
let client = await startProvider(program);
try {
  const { provider, resources } = JSON.parse(await client.mapping()) as Mapping;
  const declared = declaredNames(resolve(root, "node_modules/@pulumi/aws"));
  const unanswered: string[] = [];
  const types: Record<string, { replaces?: string[]; sets?: string[] }> = {};
  for (const [name, { tok }] of Object.entries(resources).toSorted(([, a], [, b]) => (a.tok < b.tok ? -1 : 1))) {
    const attributes = placed(provider.resources[name] ?? {}, declared);
    const replaces = attributes.filter(({ schema }) => schema.forceNew).map(({ path }) => path);
    // Resources written for Terraform's newer framework keep the knowledge in code, so their schema says nothing of it: only a plan shows it.
    if (replaces.length === 0)
      for (const { path, schema } of attributes.filter(({ depth }) => depth === 0)) {
        const answer = await replacesBy(client, tok, path, schema);
        if (answer) replaces.push(path);
        if (answer !== undefined) continue;
        unanswered.push(`${tok}.${path}`);
        client = await startProvider(program);
      }
    // Where the resource lies; the provider plans a replacement by a rule of its own, outside of the schema.
    if (attributes.some(({ path }) => path === "region") && !replaces.includes("region")) replaces.push("region");
    const sets = attributes.filter(({ schema }) => schema.type === 7 && schema.maxItems !== 1).map(({ path }) => path);
    if (replaces.length + sets.length > 0)
      types[tok] = { ...(replaces.length > 0 && { replaces: replaces.sort() }), ...(sets.length > 0 && { sets: sets.sort() }) };
  }
  const source = `GetMapping("terraform") and Diff of pulumi-resource-aws ${version}, as dev/engine builds it`;
  const head = { source, date: new Date().toISOString().slice(0, 10), unanswered };
  const lines = Object.entries(types).map(([type, one]) => `${JSON.stringify(type)}:${JSON.stringify(one)}`);
  const text = `${JSON.stringify(head).slice(0, -1)},"types":{\n${lines.join(",\n")}\n}}\n`;
  writeFileSync(resolve(root, "catalog/data/aws-replacements.json"), text);
  console.log(`wrote catalog/data/aws-replacements.json: ${lines.length} resource types`);
} finally {
  client.stop();
}
