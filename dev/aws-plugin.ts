import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { findEngine } from "../engine/pulumi/find.ts";

/** The AWS provider of the engine at hand: the version that package.json asks for, and the path of its executable, which may not be there. */
export async function awsPlugin(root: string): Promise<{ version: string; program: string }> {
  const engine = await findEngine({ root, env: process.env });
  const version = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")).dependencies["@pulumi/aws"] as string;
  return { version, program: resolve(engine.home, `plugins/resource-aws-v${version}/pulumi-resource-aws`) };
}
