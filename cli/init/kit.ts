import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kitFolder } from "../../evidence/release/program.ts";
import { type InitTarget, origins } from "./answers.ts";

/** What a new project needs to know about the kit that creates it. */
export interface Kit {
  version: string;
  /** `>=22.18` */
  node: string;
  /** Versions of the Pulumi SDKs that the kit was tested with, by package. */
  sdks: Readonly<Record<string, string>>;
  /** Text of the kit's own Pulumi.yaml. */
  project: string;
  /** Text of the example's stack file, by target. */
  example(target: InitTarget): string;
}

const text = (file: string) => readFileSync(join(kitFolder, file), "utf8");

/** The running kit: a package has the SDKs as peer dependencies, a clone as dependencies. */
export function runningKit(): Kit {
  const { version, engines, dependencies, peerDependencies } = JSON.parse(text("package.json")) as {
    version: string;
    engines: { node: string };
    dependencies: Record<string, string>;
    peerDependencies?: Record<string, string>;
  };
  const sdks = Object.entries({ ...dependencies, ...peerDependencies }).filter(([name]) => name.startsWith("@pulumi/"));
  return {
    version,
    node: engines.node,
    sdks: Object.fromEntries(sdks),
    project: text("Pulumi.yaml"),
    example: (target) => text(`examples/Pulumi.${origins[target]}.yaml`),
  };
}
