import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { byName } from "../mutations/declarations.ts";
import { edited as editedDeclaration } from "../mutations/edit.ts";
import { sourceFiles } from "../mutations/source-files.ts";
import type { Fault, FileEdit } from "./fault.ts";

/** A file with a fault in it. */
export interface Edited {
  /** From the root of the tree. */
  file: string;
  code: string;
}

/** What a fault makes of a tree; each call gives the file after it. @throws Error where the code to replace is not there exactly once */
export function faultsIn(tree: string): (fault: Fault) => Edited {
  const declarations = byName(sourceFiles(tree).filter(({ path }) => !path.startsWith("tests/")));
  return (fault) => ("in" in fault ? editedDeclaration(fault, declarations) : editedFile(tree, fault));
}

function editedFile(tree: string, { file, find, replace }: FileEdit): Edited {
  const parts = readFileSync(join(tree, file), "utf8").split(find);
  if (parts.length !== 2) throw new Error(`the text to replace occurs ${parts.length - 1} times in ${file}, not once: ${find}`);
  return { file, code: parts.join(replace) };
}

/** Does something while a file of a tree is another. */
export async function withEdit<Result>(tree: string, { file, code }: Edited, work: () => Promise<Result>): Promise<Result> {
  const path = join(tree, file);
  const source = readFileSync(path, "utf8");
  writeFileSync(path, code);
  try {
    return await work();
  } finally {
    writeFileSync(path, source);
  }
}
