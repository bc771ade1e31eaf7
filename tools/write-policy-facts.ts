// `npm run policies:facts`: writes policies/facts/ anew. The policy pack installs alone, so what it shares with the house is copied into it.
import { writeFileSync } from "node:fs";
import { policyFacts } from "./policy-facts.ts";

for (const [name, facts] of Object.entries(policyFacts())) {
  const file = new URL(`../policies/facts/${name}.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify(facts, null, 2)}\n`);
  console.log(`wrote policies/facts/${name}.json`);
}
