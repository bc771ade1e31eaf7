// `npm test`: types, lint and format, then the unit suite. `npm run check`: the first two alone.
import { spawnSync } from "node:child_process";

const steps: [string, string[]][] = [
  ["types", ["node_modules/@typescript/native/bin/tsc"]],
  ["lint and format", ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]],
  ["unit tests", ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", ...process.argv.slice(2).filter((a) => a !== "--static")]],
];
const wanted = process.argv.includes("--static") ? steps.slice(0, 2) : steps;

for (const [name, args] of wanted) {
  const started = performance.now();
  const run = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (run.status !== 0) {
    console.error(`${name}: failed`);
    process.exit(run.status ?? 1);
  }
  console.log(`${name}: ok, ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
