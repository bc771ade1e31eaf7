import { byName } from "../../dev/mutations/declarations.ts";
import { edited } from "../../dev/mutations/edit.ts";
import { importersAmong, withDependents } from "../../dev/mutations/importers.ts";
import { sourceFiles } from "../../dev/mutations/source-files.ts";
import { taggedTestsOf, testWithTag } from "../../dev/mutations/tagged-tests.ts";
import type { Mutation } from "./mutation.ts";

/** A mutation as it is tried. */
export interface Edit {
  mutation: Mutation;
  /** Source file that is edited, from the repository root. */
  file: string;
  /** Its source after the edit. */
  code: string;
  /** The file, and each that imports it, directly or by way of others. */
  changed: ReadonlySet<string>;
  /** File of the test that must notice. */
  test: string;
}

/** Finds what mutations name in the repository; each call gives an edit. @throws Error that says what is not there, or there twice */
export function editsIn(root: string): (mutation: Mutation) => Edit {
  const files = sourceFiles(root);
  const declarations = byName(files.filter(({ path }) => !path.startsWith("tests/")));
  const tests = files.filter(({ path }) => path.startsWith("tests/") && path.endsWith(".test.ts")).flatMap(taggedTestsOf);
  const importers = importersAmong(files);
  return (mutation) => {
    const { file, code } = edited(mutation, declarations);
    return { mutation, file, code, changed: withDependents(file, importers), test: testWithTag(mutation.fails, tests).path };
  };
}
