/**
 * Characters that are not seen and change how others are: controls, joiners, marks of direction, tags. A name with them is not what it seems, so
 * they are written out.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A text on one line, with everything in it to be seen. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r?\n|\t/g, " ")
    .replace(unseen, (character) => `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}>`);
}
