// `npm run generate`: writes generated files anew. `-- TEXT` writes those whose path has the text; `-- --provider` those as well for which the
// AWS provider is asked, after each new version of it: they need a Pulumi engine (docs/engine.md).
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { generated } from "./generated.ts";

const root = resolve(import.meta.dirname, "..");
const asked = process.argv.slice(2);
const text = asked.find((word) => !word.startsWith("--")) ?? "";
const chosen = generated.filter(
  ({ writes, from }) => writes.some((path) => path.includes(text)) && (from !== "provider" || asked.includes("--provider")),
);
if (chosen.length === 0) {
  console.error(`generate: nothing writes "${text}"; accepted: a part of: ${generated.flatMap(({ writes }) => writes).join(", ")}`);
  process.exit(2);
}
for (const { writes, command } of chosen) {
  console.log(`${writes.join(", ")}: node ${command.join(" ")}`);
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) process.exit(status ?? 1);
}
