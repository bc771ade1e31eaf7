#!/usr/bin/env node
// The `modelkeep` command: the launcher finds a Node.js that runs TypeScript and starts cli/main.ts with it.
process.argv.splice(2, 0, "cli/main.ts");
await import("../dev/node/launch.mjs");
