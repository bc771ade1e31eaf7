// `npm run policies:facts`: writes policies/facts/ and policies/RULES.md anew. The policy pack installs alone, so what it shares with the house is copied into it.
import { writeFileSync } from "node:fs";
import { policyFacts } from "./policy-facts.ts";
import { rulesPage } from "./policy-rules-page.ts";

for (const [name, facts] of Object.entries(policyFacts())) {
  const file = new URL(`../policies/facts/${name}.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify(facts, null, 2)}\n`);
  console.log(`wrote policies/facts/${name}.json`);
}
writeFileSync(new URL("../policies/RULES.md", import.meta.url), rulesPage());
console.log("wrote policies/RULES.md");
