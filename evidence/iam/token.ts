import type { Pattern } from "./pattern.ts";

/** Characters that a place in a text may have, and whether it may have any number of them. */
export interface Token {
  /** For a single character that character, in both cases where case does not matter; for a set its characters. */
  characters: string;
  many: boolean;
}

const from = (first: string, last: string): string =>
  Array.from({ length: last.charCodeAt(0) - first.charCodeAt(0) + 1 }, (_, i) => String.fromCharCode(first.charCodeAt(0) + i)).join("");

/** Every character that a request can have; letters and digits first, so that examples are made of them. */
export const printable: string = [...new Set(from("a", "z") + from("0", "9") + from("A", "Z") + from(" ", "~"))].join("");
const withoutColon = printable.replace(":", "");

const one = (characters: string): Token => ({ characters, many: false });
const any = (characters: string): Token => ({ characters, many: true });
export const some = (characters: string): Token[] => [one(characters), any(characters)];

const digits = from("0", "9");
const small = from("a", "z") + digits;

/** Shapes of texts that IAM gives shape to; every other text is any printable one. */
export const shapes = {
  account: Array.from({ length: 12 }, () => one(digits)),
  action: [...some(`${small}-`), one(":"), ...some(small)],
  session: some(`${small}${from("A", "Z")}-.@=_,+`),
  service: [...some(`${small}-.`), ...[...".amazonaws.com"].map(one)],
  resourceService: some(`${small}-`),
  resourceRegion: [any(`${small}-`)],
  resourceRest: some(printable),
  anything: [any(printable)],
} satisfies Record<string, readonly Token[]>;

/** A pattern, place by place. */
export const tokensOf = ({ parts, ignoreCase }: Pattern): Token[] =>
  parts.flatMap((part) => {
    if ("any" in part) return [{ characters: part.segment ? withoutColon : printable, many: part.any === "many" }];
    return [...part.text].map((character) =>
      one(ignoreCase ? [...new Set([character.toLowerCase(), character.toUpperCase()])].join("") : character),
    );
  });
