// `npm run release:manifest`: writes the digests of the kit's program files, by which `modelkeep evidence` says which release it is. Run it when a
// version is released, after package.json names it; between releases the manifest stays, and the files that differ from it are told.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { manifestFile, releaseManifest } from "../evidence/release/manifest.ts";
import { kitFolder } from "../evidence/release/program.ts";

writeFileSync(join(kitFolder, manifestFile), releaseManifest(kitFolder));
console.log(`wrote ${manifestFile}`);
