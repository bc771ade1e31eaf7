// What Pulumi starts. Plain JavaScript on purpose: a Node.js that cannot read TypeScript is told so in one line here, and not by a stack trace.
import { readFileSync } from "node:fs";
import pulumi from "@pulumi/pulumi";

const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const oldest = engines.node.replace(/^>=/, "");
const [major, minor] = process.versions.node.split(".").map(Number);
const [oldestMajor, oldestMinor] = oldest.split(".").map(Number);

if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
  throw new pulumi.RunError(
    `this program needs Node.js ${oldest} or newer, and the node on PATH is ${process.version}: put a newer one first on PATH; nothing was created`,
  );

export default (await import("./index.ts")).default;
