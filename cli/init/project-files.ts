import { packageName, programText } from "../../evidence/release/project-program.ts";
import { writtenFiles } from "../../pipelines/written-files.ts";
import type { Kit } from "./kit.ts";
import type { NewProject } from "./new-project.ts";
import { readme } from "./readme.ts";
import { stackText } from "./stack-text.ts";

/**
 * The files of a project that uses the kit as a package, by path.
 * @throws UsageError naming an answer that the target does not take
 */
export function projectFiles({ name, stack, answers, from, forge }: NewProject, kit: Kit): Map<string, string> {
  const pipelines = forge && writtenFiles(forge, { stacks: [stack], branch: "main", failOn: usualGates, fromPackage: true });
  return new Map([
    ["Pulumi.yaml", kit.project.replace(/^main: .*$/m, "main: index.js").replace(/^stackConfigDir: .*\n/m, "")],
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

/** Gates that fail a pull-request check, the defaults of `modelkeep ci init`. */
const usualGates = "exposure,policy:high,replace:protected";

function packageJson(name: string, from: string, { node, sdks }: Kit): string {
  const dependencies = Object.fromEntries(Object.entries({ ...sdks, [packageName]: from }).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ name, private: true, type: "module", engines: { node }, dependencies }, undefined, 2)}\n`;
}
