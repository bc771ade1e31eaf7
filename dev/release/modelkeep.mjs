#!/usr/bin/env node
// The `modelkeep` command of the package. Plain JavaScript that every Node.js reads, so that one that is too old is told so in one line.
import { readFileSync } from "node:fs";

const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const oldest = engines.node.replace(/^>=/, "");
const [[major, minor], [oldestMajor, oldestMinor]] = [process.versions.node, oldest].map((version) => version.split(".").map(Number));
if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
  console.error(`modelkeep: Node.js ${oldest} or newer is needed; this is ${process.version}`);
  process.exit(1);
}
await import("../cli/main.js");
