import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const root = resolve(import.meta.dirname, "../..");

/** What the command was asked for. */
export interface SandboxOptions {
  verb: "up" | "down";
  /** Folder of the sandbox: node, state, keys. */
  folder: string;
  /** Root folder of the server's image; undefined: a real vLLM is installed. */
  image: string | undefined;
  /** Whether a program takes the part of vLLM. */
  standIn: boolean;
  /** Whether the keep is one on AWS, with an emulator in AWS' place. */
  aws: boolean;
  /** A cluster that exists, by its kubeconfig context, in place of a node of the sandbox's own; with the registry that it pulls from. */
  cluster: { context: string; registry: string } | undefined;
}

export const usage = `usage: npm run sandbox [-- up] [--image FOLDER | --stand-in] [--aws | --context NAME --registry HOST:PORT] [--folder FOLDER]
       npm run sandbox -- down [--folder FOLDER]`;

const known = {
  folder: { type: "string" },
  image: { type: "string" },
  "stand-in": { type: "boolean", default: false },
  aws: { type: "boolean", default: false },
  context: { type: "string" },
  registry: { type: "string" },
} as const;

/** The words of a command line; of what is wrong with them, what it is, without advice that is for programmers. */
function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: known });
  } catch (error) {
    throw new Error((error as Error).message.replace(/\. To specify .*$/s, ""));
  }
}

/** What is taken away is known by its folder: any other option would have no effect. */
function refuseWithDown(values: Readonly<Record<string, unknown>>): void {
  const given = Object.keys(known).find((name) => name !== "folder" && values[name] !== undefined && values[name] !== false);
  if (given !== undefined) throw new Error(`--${given} has no effect on down; accepted: --folder`);
}

/** @throws Error with one line where the arguments are wrong */
export function readOptions(args: readonly string[]): SandboxOptions {
  const { values, positionals } = parsed(args);
  const [verb = "up", ...more] = positionals;
  if ((verb !== "up" && verb !== "down") || more.length > 0)
    throw new Error(`"${positionals.join(" ")}" is no command; accepted: up, down`);
  const { image, context, registry, aws } = values;
  if (verb === "down") refuseWithDown(values);
  if (image !== undefined && values["stand-in"])
    throw new Error("--image and --stand-in both name the server's image; accepted: one of them");
  if (aws && (context !== undefined || registry !== undefined))
    throw new Error(
      "--aws brings up a node of its own, and --context and --registry name a cluster that exists; accepted: --aws with --image or --stand-in, or --context with --registry",
    );
  if ((context === undefined) !== (registry === undefined))
    throw new Error("--context and --registry belong together: the cluster pulls the images from the registry; accepted: both, or neither");
  if (registry !== undefined && !/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._/-]+)?$/.test(registry))
    throw new Error(`--registry "${registry}"; accepted: HOST:PORT or HOST:PORT/PATH of a registry over HTTP, such as localhost:5001`);
  return {
    verb,
    folder: resolve(values.folder ?? join(root, ".engine/sandbox")),
    image: image === undefined ? undefined : resolve(image),
    standIn: values["stand-in"],
    aws,
    cluster: context === undefined || registry === undefined ? undefined : { context, registry },
  };
}
