/**
 * Invisible characters and those that change how others are displayed: controls, joiners, bidi marks, tags. A name with them is not what it
 * seems, so they are escaped.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A text on one line, with everything in it visible. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r?\n|\t/g, " ")
    .replace(unseen, (character) => `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}>`);
}
