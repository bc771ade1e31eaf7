import { packageName, programText } from "../../evidence/release/project-program.ts";
import { type Forge, writtenFiles } from "../ci/written-files.ts";
import type { Answers } from "./answers.ts";
import type { Kit } from "./kit.ts";
import { readme } from "./readme.ts";
import { stackText } from "./stack-text.ts";

/** What a new project is made from. */
export interface NewProject {
  /** Name of the folder, and of its package. */
  name: string;
  stack: string;
  answers: Answers;
  /** Where the kit is installed from: a version, or what else npm takes, such as `file:../modelkeep-0.1.0.tgz`. */
  from: string;
  /** For which forge pipelines are written; undefined for none. */
  forge: Forge | undefined;
}

/**
 * The files of a project that uses the kit as a package, by path.
 * @throws UsageError naming an answer that the target does not take
 */
export function projectFiles({ name, stack, answers, from, forge }: NewProject, kit: Kit): Map<string, string> {
  const pipelines = forge && writtenFiles(forge, { stacks: [stack], branch: "main", failOn: usualGates, fromPackage: true });
  return new Map([
    ["Pulumi.yaml", kit.project.replace(/^main: .*$/m, "main: index.js")],
    [`Pulumi.${stack}.yaml`, stackText(kit.example(answers.target), answers)],
    ["index.js", programText],
    ["package.json", packageJson(name, from, kit)],
    [".npmrc", "ignore-scripts=true\nsave-exact=true\nfund=false\naudit=false\n"],
    [".gitignore", "node_modules/\n/plan.json\n/evidence/\n"],
    ["README.md", readme({ name, stack, answers, forge })],
    ...(pipelines ?? []),
    ...(forge === "gitlab" ? ([[".gitlab-ci.yml", "include: [{local: .gitlab/modelkeep.yml}]\n"]] as const) : []),
  ]);
}

/** What fails a check of a pull request, as `modelkeep ci init` has it. */
const usualGates = "exposure,policy:high,replace:protected";

function packageJson(name: string, from: string, { node, sdks }: Kit): string {
  const dependencies = Object.fromEntries(Object.entries({ ...sdks, [packageName]: from }).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ name, private: true, type: "module", engines: { node }, dependencies }, undefined, 2)}\n`;
}
