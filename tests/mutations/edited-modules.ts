import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vitest/config";
import type { Edit } from "./edits.ts";

const marked = /\?mutation=(\d+)$/;

/** A file as it is under the mutation of a number: a module of its own beside the one without the edit. */
export const moduleUnder = (path: string, number: number) => `${path}?mutation=${number}`;

/** Previews are kept between tests and runs; under an edit of the engine that makes them they must be made anew, and not be kept. */
const kept = "tests/support/preview-cache.ts";
const madeAnew = "export const cachedPreview = (_key, make) => make();\n";
const makesPreviews = ({ file }: Edit) => file.startsWith("engine/");

/**
 * Loads edited sources, in memory: the working tree stays as it is. Only the edited file and what imports it are loaded for a mutation
 * anew; everything else is the same for all of them, and the packages that take seconds to load are loaded once a worker.
 */
export function editedModules(root: string, edits: readonly Edit[]): Plugin {
  const changed = edits.map(
    (edit) => new Set([...edit.changed, ...(makesPreviews(edit) ? [kept] : [])].map((path) => resolve(root, path))),
  );
  return {
    name: "mutation",
    enforce: "pre",
    async resolveId(source, importer) {
      // Vitest asks for a test file by its path below the root.
      if (marked.test(source)) return source.startsWith(root) ? source : root + source;
      const number = importer && marked.exec(importer)?.[1];
      if (!number) return undefined;
      const resolved = await this.resolve(source, importer.replace(marked, ""), { skipSelf: true });
      return resolved && changed[Number(number)]!.has(resolved.id) ? moduleUnder(resolved.id, Number(number)) : resolved;
    },
    load(id) {
      const number = marked.exec(id)?.[1];
      if (!number) return undefined;
      const path = id.replace(marked, "");
      const { file, code } = edits[Number(number)]!;
      if (path === resolve(root, file)) return code;
      return path === resolve(root, kept) ? madeAnew : readFileSync(path, "utf8");
    },
  };
}
