import type { Pattern } from "./pattern.ts";
import { printable, type Token, tokensOf } from "./token.ts";

/** Texts that meet the same patterns, of those asked about. */
export interface TextClass {
  /** Whether they meet the pattern, for each in its order. */
  meets: boolean[];
  /** One of them, as short as there is. */
  example: string;
}

/** More than this many steps mean patterns that no policy has. */
const limit = 200_000;

/** Places in a pattern at which a text may have arrived, sorted; the place after the last token means that it is met. */
type Places = readonly number[];

/** With the places that are reached without a character, since a token of any number may have none. */
function settled(tokens: readonly Token[], places: Iterable<number>): Places {
  const all = new Set<number>();
  for (const place of places) for (let at = place; ; at++) if (all.add(at) && !tokens[at]?.many) break;
  return [...all].sort((a, b) => a - b);
}

const nowhere: Places = [];

function after(tokens: readonly Token[], places: Places, character: string): Places {
  if (places === nowhere) return nowhere;
  const next: number[] = [];
  for (const at of places) if (tokens[at]?.characters.includes(character)) next.push(tokens[at].many ? at : at + 1);
  return next.length === 0 ? nowhere : settled(tokens, next);
}

/** One character for each way in which the patterns treat characters at these places. */
function alphabet(patterns: readonly (readonly Token[])[], state: readonly Places[]): string[] {
  const sets = new Set(patterns.flatMap((tokens, i) => state[i]!.flatMap((at) => (tokens[at] ? [tokens[at].characters] : []))));
  const singles = new Set([...sets].filter(isSmall).flatMap((set) => [...set]));
  const ways = waysOf([...sets].filter((set) => !isSmall(set)));
  const taken = new Set<number>();
  const isNew = (way: number) => !taken.has(way) && taken.add(way);
  return [...printable].filter((character, i) => singles.has(character) || isNew(ways[i]!));
}

/** Sets whose characters each are a way of their own. */
const isSmall = (set: string) => set.length <= 2;

/** For each printable character a number, the same for two of which each of the sets has both or neither. */
function waysOf(sets: readonly string[]): readonly number[] {
  const key = sets.join("\n");
  const known = ways.get(key);
  if (known) return known;
  const numbers = new Map<string, number>();
  const found = [...printable].map((character) => {
    const way = sets.map((set) => set.includes(character)).join();
    return numbers.get(way) ?? numbers.set(way, numbers.size).size - 1;
  });
  if (ways.size >= remembered) ways.clear();
  ways.set(key, found);
  return found;
}

/** Found before: there are few sets, and each of thousands of places asks for the same ones. */
const ways = new Map<string, readonly number[]>();

/**
 * All combinations of patterns that some text of a shape meets and misses, each with an example. Patterns are regular, so the texts that
 * they tell apart are finitely many kinds: a walk over the places of all patterns at once finds every one.
 * @throws Error where the patterns tell apart more kinds than can be looked through
 */
export function textClasses(shape: readonly Token[], patterns: readonly Pattern[]): readonly TextClass[] {
  const key = JSON.stringify([shape, patterns]);
  const known = before.get(key);
  if (known) return known;
  const classes = explored(shape, patterns);
  if (before.size >= remembered) before.clear();
  before.set(key, classes);
  return classes;
}

/** Classes found before: policies of a stack test many texts against the same patterns. */
const before = new Map<string, readonly TextClass[]>();
const remembered = 2000;

function explored(shape: readonly Token[], patterns: readonly Pattern[]): TextClass[] {
  const all = [shape, ...patterns.map(tokensOf)];
  const start = all.map((tokens) => settled(tokens, [0]));
  const keyOf = (state: readonly Places[]) => state.map((places) => places.join(",")).join(";");
  const isMet = (i: number, state: readonly Places[]) => state[i]!.at(-1) === all[i]!.length;
  const found = new Map<string, TextClass>();
  const seen = new Set([keyOf(start)]);
  const queue = [{ state: start, example: "" }];
  for (const { state, example } of queue) {
    if (isMet(0, state)) {
      const meets = patterns.map((_, i) => isMet(i + 1, state));
      const key = meets.map(Number).join("");
      if (!found.has(key)) found.set(key, { meets, example });
    }
    for (const character of alphabet(all, state)) {
      const next = all.map((tokens, i) => after(tokens, state[i]!, character));
      if (next[0]!.length === 0) continue;
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ state: next, example: example + character });
      if (queue.length > limit) throw new Error(`the patterns tell apart more than ${limit} kinds of texts`);
    }
  }
  return [...found.values()];
}
