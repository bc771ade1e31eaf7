import { runModelkeep } from "./run.ts";

await runModelkeep(process.argv.slice(2));
