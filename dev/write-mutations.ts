// `npm run policies:mutations`: writes docs/mutations.md anew, from every weakening of the largest examples.
import { writeFileSync } from "node:fs";
import { allVerdicts } from "../tests/mutations/policies/all-verdicts.ts";
import { mutationsPage, scoreOf } from "../tests/mutations/policies/report.ts";

const verdicts = await allVerdicts();
const { survived } = scoreOf(verdicts);
for (const { key, resource } of survived) console.error(`survived: ${key} of ${resource}`);
if (survived.length > 0) process.exit(1);
writeFileSync(new URL("../docs/mutations.md", import.meta.url), mutationsPage(verdicts));
console.log("wrote docs/mutations.md");
