// `npm run generate -- schema`: writes the JSON Schemas by which editors complete and check Pulumi.<stack>.yaml and modelkeep.catalog.json.
import { writeFileSync } from "node:fs";
import { ownCatalogJsonSchema } from "../infra/own-catalog/json-schema.ts";
import { stackFileSchema } from "../infra/settings/stack-file-schema.ts";

const schemas = { "keep.schema.json": stackFileSchema(), "catalog.schema.json": ownCatalogJsonSchema() };
for (const [name, schema] of Object.entries(schemas))
  writeFileSync(new URL(`../schema/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
console.log(`wrote ${Object.keys(schemas).join(", ")} into schema`);
