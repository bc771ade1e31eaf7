// `npm run schema`: writes the JSON Schema by which editors complete and check Pulumi.<stack>.yaml.
import { writeFileSync } from "node:fs";
import { stackFileSchema } from "../infra/settings/stack-file-schema.ts";

const file = new URL("../schema/keep.schema.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(stackFileSchema(), null, 2)}\n`);
console.log("wrote schema/keep.schema.json");
