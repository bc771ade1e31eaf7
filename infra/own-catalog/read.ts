import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { noOwnCatalog, type OwnCatalog } from "../../catalog/own-catalog.ts";
import { problemsOf } from "../settings/issue.ts";
import { formatPath, type Problem, problemText } from "../settings/problem.ts";
import { plain } from "../settings/value-text.ts";
import { ownProblems } from "./checks.ts";
import { ownRows } from "./rows.ts";
import { ownCatalogSchema } from "./schema.ts";

/** Name of the file in which a project adds to the catalog; it is in the directory of `Pulumi.yaml`. */
export const ownCatalogFile = "modelkeep.catalog.json";

/** An invalid file; the message lists every problem, and states that nothing was created. */
export class OwnCatalogError extends Error {
  override readonly name = "OwnCatalogError";
}

/**
 * What a project adds to the catalog; {@link noOwnCatalog} if it has no such file.
 * @param root folder of `Pulumi.yaml`
 * @throws OwnCatalogError with one line per problem
 */
export function readOwnCatalog(root: string): OwnCatalog {
  let text: string;
  try {
    text = readFileSync(join(root, ownCatalogFile), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return noOwnCatalog;
    throw refused([{ path: "the file", message: `cannot be read (${code}); accepted: a JSON file` }]);
  }
  return parseOwnCatalog(text);
}

/**
 * The rows of the file's text.
 * @throws OwnCatalogError as {@link readOwnCatalog} does
 */
export function parseOwnCatalog(text: string): OwnCatalog {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw refused([{ path: "the file", message: `is not JSON (${plain((error as Error).message)}); accepted: an object` }]);
  }
  const parsed = ownCatalogSchema.safeParse(raw);
  if (!parsed.success) throw refused(problemsOf(parsed.error, ownCatalogSchema, raw, "field").map(ofFile));
  const problems = ownProblems(parsed.data);
  if (problems.length > 0) throw refused(problems);
  return ownRows(parsed.data, { name: ownCatalogFile, sha256: createHash("sha256").update(text).digest("hex") });
}

/** Problems use the path of the settings for the whole document; here it is the file. */
const ofFile = (problem: Problem): Problem => (problem.path === formatPath([]) ? { ...problem, path: "the file" } : problem);

const mostShown = 20;

function refused(problems: readonly Problem[]): OwnCatalogError {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.slice(0, mostShown).map((problem) => `  ${problemText(problem)}`);
  const hidden = problems.length - lines.length;
  return new OwnCatalogError(
    [
      `${ownCatalogFile} has ${count}; nothing was created`,
      ...lines,
      ...(hidden > 0 ? [`  and ${hidden} more, shown when these are fixed`] : []),
    ].join("\n"),
  );
}
