import { readFileSync } from "node:fs";
import { actions, pulumiVersion } from "./actions.ts";
import { forPackage } from "./for-package.ts";

/** Settings of a forge's files. */
export interface CiSettings {
  /** Stacks to deploy and check for drift; pull requests are previewed for every stack. */
  stacks: string[];
  /** The branch to deploy. */
  branch: string;
  /** Gates of `modelkeep diff --fail-on`. */
  failOn: string;
  /** Tag of the runner that reaches the cluster; GitLab jobs name it, GitHub jobs read it from a variable. */
  runner?: string;
  /** Whether the project uses the kit as a package. @default false: a clone */
  fromPackage?: boolean;
}

export type Forge = "github" | "gitlab";

const workflows = ["keep-preview", "keep-comment", "keep-deploy", "keep-deploy-stack", "keep-drift"];

/**
 * The files of a forge, by path relative to the repository root. Settings are validated before, so none can break out of its place in a
 * file.
 */
export function writtenFiles(forge: Forge, settings: CiSettings): ReadonlyMap<string, string> {
  const called = settings.fromPackage ? forPackage : (pipeline: string) => pipeline;
  if (forge === "github")
    return new Map(workflows.map((name) => [`.github/workflows/${name}.yml`, called(filled(`github/${name}.yml`, settings))]));
  const stacks = settings.stacks.map((stack) => template("gitlab/stack.yml").replaceAll("__STACK__", stack));
  return new Map([[".gitlab/modelkeep.yml", called(filled("gitlab/modelkeep.yml", settings) + stacks.join(""))]]);
}

function filled(name: string, { stacks, branch, failOn, runner }: CiSettings): string {
  const values: Record<string, string> = {
    ...actions,
    __BRANCH__: branch,
    __CHOICES__: flow(["all", ...stacks]),
    __DRIFT_JOBS__: flow(stacks.map((stack) => `keep:drift:${stack}`)),
    __FAIL_ON__: JSON.stringify(failOn),
    __LIST__: flow(stacks),
    __PULUMI_VERSION__: pulumiVersion,
    __STACKS__: JSON.stringify(stacks),
    __TAGS__: flow(runner === undefined ? [] : [runner]),
  };
  return template(name).replace(/__[A-Z][A-Z_]*__/g, (key) => {
    const value = values[key];
    if (value === undefined) throw new Error(`${name}: ${key} has no value`);
    return value;
  });
}

/** A list of texts as YAML writes it on one line. */
const flow = (texts: readonly string[]) => `[${texts.map((text) => JSON.stringify(text)).join(", ")}]`;

const template = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
