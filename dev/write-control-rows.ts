// `npm run generate -- control-rows`: writes which rules, proofs and tests show each control.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { controlRowsOf } from "./control-rows.ts";
import { controlsPage } from "./controls-page.ts";

const root = resolve(import.meta.dirname, "..");
const rows = controlRowsOf(root);
for (const [file, text] of [
  ["evidence/report/control-rows.json", `${JSON.stringify(rows, null, 2)}\n`],
  ["docs/controls.md", controlsPage(rows)],
] as const) {
  writeFileSync(resolve(root, file), text);
  console.log(`wrote ${file}`);
}
