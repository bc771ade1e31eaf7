import { type Declaration, declarationAt } from "./declarations.ts";
import { placesOf, replaced } from "./spans.ts";

/** An edit of a declaration, wherever it stands. */
export interface DeclarationEdit {
  /**
   * A function, constant, class or type at the top of a file. Where several files declare the name, neighbouring parts of the path go before
   * it, as few as will do: `infra#Cluster`, `report/sections#waiversSection`.
   */
  in: string;
  /** Code that occurs once in the declaration; line breaks, spaces and last commas do not count. */
  find: string;
  /** What stands there instead. */
  replace: string;
}

/**
 * The file of an edit, from the repository root, and its source after it.
 * @throws Error that says what is not there, or there twice
 */
export function edited(edit: DeclarationEdit, declarations: ReadonlyMap<string, readonly Declaration[]>): { file: string; code: string } {
  const { path, text, ...within } = declarationAt(edit.in, declarations);
  const places = placesOf(edit.find, text, within);
  if (places.length !== 1)
    throw new Error(`the text to replace occurs ${places.length} times in ${edit.in} (${path}), not once: ${edit.find}`);
  return { file: path, code: replaced(text, places[0]!, edit.find, edit.replace) };
}
