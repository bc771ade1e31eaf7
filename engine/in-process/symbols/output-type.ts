/** Type of an output as declared in the SDK, as far as values are generated from it. */
export type OutputType =
  | { kind: "text" | "number" }
  | { kind: "list"; of: OutputType }
  /** An interface of the SDK's `types/output.d.ts`, by its path there, such as `eks.NodeGroupResource`. */
  | { kind: "object"; path: string }
  /** Anything else: a boolean, a map, `any`, an asset, a resource. A made-up value of it would influence the program's decisions. */
  | { kind: "other" };

export interface DeclaredType {
  type: OutputType;
  /** Whether the value may be absent. */
  optional: boolean;
}

/**
 * Parses the type of an output: the text between the brackets of `pulumi.Output<...>`, or after the colon of a member.
 *
 * @param text one type as TypeScript prints it, for example `outputs.eks.NodeGroupResource[] | undefined`
 */
export function parseOutputType(text: string): DeclaredType {
  const alternatives = splitUnion(text.replaceAll(/\s+/g, " ").trim());
  const present = alternatives.filter((alternative) => alternative !== "undefined");
  const [first = "any", ...others] = present.map(single);
  // A union of strings (such as an enum) is a string; for any other union the actual type is unknown.
  const type: OutputType =
    typeof first === "object" && others.every((other) => other.kind === "text") && (others.length === 0 || first.kind === "text")
      ? first
      : { kind: "other" };
  return { type, optional: present.length < alternatives.length };
}

function single(text: string): OutputType {
  if (text.endsWith("[]")) return { kind: "list", of: parseOutputType(unwrapped(text.slice(0, -2))).type };
  if (text === "string" || /^"[^"]*"$/.test(text) || /^enums\.[\w.]+$/.test(text)) return { kind: "text" };
  if (text === "number") return { kind: "number" };
  const [, path] = /^outputs\.([\w.]+)$/.exec(text) ?? [];
  return path === undefined ? { kind: "other" } : { kind: "object", path };
}

function unwrapped(text: string): string {
  return text.startsWith("(") && text.endsWith(")") ? text.slice(1, -1) : text;
}

/** The alternatives of a union, without those of nested types. */
function splitUnion(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [index, character] of [...text].entries()) {
    if ("<{([".includes(character)) depth++;
    else if (">})]".includes(character)) depth--;
    else if (character === "|" && depth === 0) {
      parts.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  return [...parts, text.slice(start).trim()].filter((part) => part !== "");
}
