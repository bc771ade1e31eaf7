// `npm run generate -- control-tests`: writes which tests show each control, from the tags that they carry.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { taggedControlTests } from "./control-tests.ts";

const root = resolve(import.meta.dirname, "..");
writeFileSync(resolve(root, "evidence/report/control-tests.json"), `${JSON.stringify(taggedControlTests(root), null, 2)}\n`);
console.log("wrote evidence/report/control-tests.json");
