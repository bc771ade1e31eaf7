// `npm run release`: writes the package, its bill of materials and its digests into .release/, or into the folder that is named.
import { resolve } from "node:path";
import { release } from "./release.ts";
import { ReleaseError } from "./stage.ts";

const root = resolve(import.meta.dirname, "../..");
const [given, ...more] = process.argv.slice(2);
if (more.length > 0 || given?.startsWith("-")) {
  console.error(`release: ${[given, ...more].join(" ")}: accepted: one folder to write into, or nothing for .release/`);
  process.exit(2);
}
const out = resolve(given ?? ".release");
try {
  const files = release(root, out);
  console.log(
    `wrote to ${out}:\n${Object.values(files)
      .map((file) => `  ${file}\n`)
      .join("")}`,
  );
} catch (error) {
  if (!(error instanceof ReleaseError)) throw error;
  console.error(`release: ${error.message}`);
  process.exit(1);
}
