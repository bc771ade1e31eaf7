import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageOf } from "../urn.ts";
import { type DeclaredType, parseOutputType } from "./output-type.ts";
import { sdkFolder } from "./sdk-package.ts";

/** The outputs of a resource type, or of an object within one: name -> type. */
export type Members = ReadonlyMap<string, DeclaredType>;

export interface DeclaredOutputs {
  members: Members;
  /** Members of an interface of the same SDK, by its path; undefined where there is none. */
  interfaceOf: (path: string) => Members | undefined;
}

/**
 * The outputs that the SDKs of a program declare for their resource types. They are read from the declaration files that Pulumi's code
 * generator writes into each SDK, so this covers every generated SDK and every type in it, and nothing else: a type without a
 * class (a custom resource of Kubernetes, a dynamic provider) has none.
 */
export class OutputDeclarations {
  readonly #from: string;
  readonly #types = new Map<string, Promise<DeclaredOutputs | undefined>>();
  readonly #folders = new Map<string, Promise<string | undefined>>();
  readonly #interfaces = new Map<string, Promise<(path: string) => Members | undefined>>();

  /** @param from folder of the program */
  constructor(from: string) {
    this.#from = from;
  }

  /** Outputs of a resource type by its token, for example `aws:ec2/vpc:Vpc`; undefined where no SDK declares it. */
  of(type: string): Promise<DeclaredOutputs | undefined> {
    return cached(this.#types, type, () => this.#read(type));
  }

  async #read(type: string): Promise<DeclaredOutputs | undefined> {
    const folder = await cached(this.#folders, packageOf(type), () => sdkFolder(packageOf(type), this.#from));
    if (folder === undefined) return undefined;
    for (const file of candidates(type)) {
      const [code, declaration] = await Promise.all([text(join(folder, `${file}.js`)), text(join(folder, `${file}.d.ts`))]);
      if (declaration === undefined || !code?.includes(`__pulumiType = '${type}'`)) continue;
      const interfaceOf = await cached(this.#interfaces, folder, async () =>
        interfaces((await text(join(folder, "types", "output.d.ts"))) ?? ""),
      );
      return { members: classMembers(declaration), interfaceOf };
    }
    return undefined;
  }
}

/**
 * Files that may hold the class of a token: `aws:ec2/vpc:Vpc` is in `ec2/vpc`, `kubernetes:rbac.authorization.k8s.io/v1:Role` in
 * `rbac/v1/role`.
 */
function candidates(type: string): string[] {
  const [, module = "", name = ""] = type.split(":");
  const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const folder = module.replace(/^index\//, "");
  const [group, ...rest] = module.split("/");
  return [folder, `${folder}/${file}`, [group?.split(".")[0], ...rest, file].join("/"), file].filter((path) => path !== "");
}

/** `readonly arn: pulumi.Output<string>;`, which may span several lines if it is a map. */
const member = /^ {4}readonly (\w+): pulumi\.Output<([\s\S]*?)>;$/gm;

function classMembers(declaration: string): Members {
  return new Map([...declaration.matchAll(member)].map(([, name, type]) => [name!, parseOutputType(type!)]));
}

/** Looks an interface up by its path in nested namespaces, with each found once: the file has several MB. */
function interfaces(declaration: string): (path: string) => Members | undefined {
  const bodies = new Map<string, string | undefined>([["namespace ", `\n${declaration}`]]);
  const bodyOf = (path: readonly string[], kind: "interface" | "namespace"): string | undefined => {
    const key = `${kind} ${path.join(".")}`;
    if (!bodies.has(key)) {
      const outer = bodyOf(path.slice(0, -1), "namespace");
      bodies.set(key, outer === undefined ? undefined : blockIn(outer, path.length - 1, `${kind} ${path.at(-1)} {`));
    }
    return bodies.get(key);
  };
  const found = new Map<string, Members | undefined>();
  return (path) => {
    if (!found.has(path)) {
      const names = path.split(".");
      const body = bodyOf(names, "interface");
      found.set(path, body === undefined ? undefined : interfaceMembers(body, names.length));
    }
    return found.get(path);
  };
}

/** The text between the braces of a block at a nesting depth, from the line break after the opening brace. */
function blockIn(outer: string, depth: number, opening: string): string | undefined {
  const indent = " ".repeat(4 * depth);
  const before = depth > 0 ? indent : opening.startsWith("namespace") ? "export declare " : "export ";
  const line = `\n${before}${opening}`;
  const at = outer.indexOf(line);
  if (at < 0) return undefined;
  const start = at + line.length;
  const close = outer.indexOf(`\n${indent}}`, start);
  return outer.slice(start, close < 0 ? undefined : close);
}

function interfaceMembers(body: string, depth: number): Members {
  const line = new RegExp(`^ {${4 * depth}}(\\w+)(\\??): ([^;{]*(?:\\{[^}]*\\}[^;{]*)*);$`, "gm");
  return new Map(
    [...body.matchAll(line)].map(([, name, mark, type]) => {
      const declared = parseOutputType(type!);
      return [name!, { ...declared, optional: declared.optional || mark === "?" }];
    }),
  );
}

function text(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}

function cached<Value>(values: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const known = values.get(key);
  if (known) return known;
  const made = make();
  values.set(key, made);
  return made;
}
