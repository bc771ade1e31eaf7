#!/usr/bin/env node
// Runs a program of this repository with a Node.js that strips types (`engines` of package.json), on whatever Node.js (>= 18) started it.
// Plain JavaScript on purpose: this file has to run before anything is installed and on Node.js versions that cannot read TypeScript.
// Usage: node dev/node/launch.mjs FILE [ARG ...]   FILE is relative to the repository root.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
/** The one place that says which Node.js is needed, as `>=MAJOR.MINOR`. */
const oldest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
  .engines.node.match(/\d+/g)
  .map(Number);

/** Whether this Node.js runs TypeScript without a flag. */
function stripsTypes(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** Runs npm in `folder` under the given Node.js; ends the process when npm fails. */
function npm(node, folder, args) {
  const cli = process.env.npm_execpath;
  const [command, prefix] = cli ? [node, [cli]] : ["npm", []];
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  // npm reports on standard output: move it to standard error, so that `modelkeep ... --json | jq` stays clean.
  const run = spawnSync(command, [...prefix, ...args, "--no-fund", "--no-audit"], { cwd: folder, env, stdio: ["ignore", 2, 2] });
  if (run.error || run.status !== 0) {
    const why = run.error ? run.error.message : `npm ${args.join(" ")} ended with ${run.status}`;
    console.error(`modelkeep: installing in ${folder} failed: ${why}`);
    process.exit(1);
  }
}

/** Installs a folder's locked packages when its lock file changed since the last install. */
function install(node, folder, what) {
  const lock = join(folder, "package-lock.json");
  if (!existsSync(lock)) return; // installed as a package: its dependencies are already there
  const stamp = join(folder, "node_modules", ".modelkeep-lock");
  const sum = createHash("sha256").update(readFileSync(lock)).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sum) return;
  console.error(`modelkeep: installing ${what} ...`);
  npm(node, folder, ["ci"]);
  writeFileSync(stamp, sum);
}

/** The Node.js to use: this one, or the pinned one from npm, which needs no install script. */
function findNode() {
  if (stripsTypes(process.versions.node)) return process.execPath;
  install(process.execPath, here, `Node.js 24 (this is ${process.version}, the oldest that runs TypeScript is ${oldest.join(".")})`);
  const names = Object.keys(JSON.parse(readFileSync(join(here, "package.json"), "utf8")).optionalDependencies);
  for (const name of names)
    for (const file of ["bin/node", "bin/node.exe"]) {
      const path = join(here, "node_modules", name, file);
      if (existsSync(path)) return path;
    }
  console.error(
    `modelkeep: Node.js ${oldest.join(".")} or newer is needed; this is ${process.version} on ${process.platform} ${process.arch}, for which npm has no ready Node.js`,
  );
  process.exit(1);
}

const node = findNode();
install(node, root, "the locked npm packages");
const [file, ...args] = process.argv.slice(2);
if (!file) {
  console.error("modelkeep: usage: node dev/node/launch.mjs FILE [ARG ...]");
  process.exit(2);
}
// What the tests alone run, under a licence of its own.
if (file.startsWith("node_modules/vitest/") || file === "dev/check.ts")
  install(node, join(root, "dev", "judges", "iam-simulate"), "the judge of IAM policies");
const child = spawn(node, [join(root, file), ...args], {
  stdio: "inherit",
  env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
