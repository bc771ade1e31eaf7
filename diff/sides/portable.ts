import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import type { Preview } from "../../engine/preview.ts";

/**
 * A preview independent of its location: two checkouts of one program must not differ by their folders. A file that a resource takes
 * (an asset) is told by its path in the project and the digest of what it holds.
 * @param root folder of the project, absolute
 */
export function portable(preview: Preview, root: string): Preview {
  return {
    project: preview.project,
    stack: preview.stack,
    resources: preview.resources.map((resource) => ({ ...resource, inputs: carried(resource.inputs, root) as Record<string, unknown> })),
    outputs: carried(preview.outputs, root) as Record<string, unknown>,
    // Times and memory are not about the keep, and would differ each time.
    durationSeconds: 0,
    diagnostics: preview.diagnostics.map((diagnostic) => ({ ...diagnostic, message: withoutFolder(diagnostic.message, root) })),
  };
}

function carried(value: unknown, root: string): unknown {
  if (typeof value === "string") return withoutFolder(value, root);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => carried(one, root));
  const entries = Object.entries(value);
  const [[kind, content] = []] = entries;
  if (entries.length === 1 && (kind === "asset" || kind === "archive") && isFile(content)) return { [kind]: fileOf(content.path, root) };
  return Object.fromEntries(entries.map(([key, one]) => [key, carried(one, root)]));
}

const isFile = (content: unknown): content is { path: string } =>
  typeof content === "object" && content !== null && "path" in content && typeof content.path === "string";

function fileOf(path: string, root: string): { path: string; sha256?: string } {
  const file = isAbsolute(path) ? path : join(root, path);
  const told = relative(root, file).split(sep).join("/");
  try {
    return { path: told, sha256: createHash("sha256").update(readFileSync(file)).digest("hex") };
  } catch {
    // A folder, or a missing file: only the path is known.
    return { path: told };
  }
}

const withoutFolder = (text: string, root: string): string => text.replaceAll(`${root}${sep}`, "").replaceAll(root, ".");
