import { type Declaration, declarationNamed, sourceOf } from "./declarations.ts";
import type { Mutation } from "./mutation.ts";

/** Code without what a formatter may change, and where each of its letters stood. */
interface Bare {
  text: string;
  at: number[];
}

/** Leaves out spaces, line breaks, and commas before a closing bracket. */
function bare(code: string): Bare {
  const at = [...code.matchAll(/\S/g)]
    .map(({ index }) => index)
    .filter((index, i, all) => !(code[index] === "," && /[)\]}]/.test(code[all[i + 1] ?? -1] ?? "")));
  return { text: at.map((index) => code[index]).join(""), at };
}

/** An edit of the product, and the source of its file after it. */
export interface Applied {
  mutation: Mutation;
  file: string;
  code: string;
}

/** A declaration's file with some of its code replaced; see {@link Mutation}. */
export function replaced(source: string, { start, end }: Pick<Declaration, "start" | "end">, find: string, by: string): string {
  const within = bare(source.slice(start, end));
  // The comma that ends a list's last item is left out above, and one that ends the code to replace may be that one.
  const [whole, inner] = [bare(find).text, bare(find).text.replace(/,$/, "")];
  const places = (text: string) => within.text.split(text).length - 1;
  const wanted = places(whole) === 1 ? whole : inner;
  if (places(wanted) !== 1) throw new Error(`the code to replace stands ${places(wanted)} times in the declaration: ${find}`);
  const first = within.text.indexOf(wanted);
  const from = start + within.at[first]!;
  const last = start + within.at[first + wanted.length - 1]! + 1;
  const comma = wanted !== whole ? (/^\s*,/.exec(source.slice(last))?.[0].length ?? 0) : 0;
  return source.slice(0, from) + by + source.slice(last + comma);
}

/**
 * Makes the edit.
 * @throws Error where the declaration or the code to replace is not there once
 */
export function mutated(mutation: Mutation): Applied {
  const declaration = declarationNamed(mutation.in);
  const code = replaced(sourceOf(declaration.file), declaration, mutation.find, mutation.replace);
  return { mutation, file: declaration.file, code };
}
