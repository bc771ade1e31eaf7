import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const tags = /\btags: \[([^\]]*)\]/g;

/** The tags in the text of a test file, one for each place. */
export const tagsIn = (text: string): string[] =>
  [...text.matchAll(tags)].flatMap(([, list = ""]) => [...list.matchAll(/"([^"]+)"/g)].map(([, tag]) => tag!));

/** The tags of a test file. @param path absolute */
export const tagsOf = (path: string): string[] => tagsIn(readFileSync(path, "utf8"));

let files: ReadonlyMap<string, readonly string[]> | undefined;

/** Test files, from the root of the repository, that have a test of each tag; a file that has two is named twice. */
export function taggedTests(): ReadonlyMap<string, readonly string[]> {
  if (files) return files;
  const found = new Map<string, string[]>();
  const entries = readdirSync(join(root, "tests"), { recursive: true, withFileTypes: true });
  for (const entry of entries.filter(({ name }) => name.endsWith(".test.ts"))) {
    const path = join(entry.parentPath, entry.name);
    for (const tag of tagsOf(path)) found.set(tag, [...(found.get(tag) ?? []), relative(root, path).replaceAll(sep, "/")]);
  }
  files = found;
  return found;
}

/**
 * The test file that has the one test, or table of tests, with a tag.
 * @throws Error where no test has it, or more than one
 */
export function testWithTag(tag: string): string {
  const [file, ...more] = taggedTests().get(tag) ?? [];
  if (file === undefined) throw new Error(`no test has the tag ${tag}`);
  if (more.length > 0) throw new Error(`${more.length + 1} tests have the tag ${tag}: ${[file, ...more].join(", ")}`);
  return file;
}
