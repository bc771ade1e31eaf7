import { distance } from "fastest-levenshtein";

/** Maximum compared length; no name is longer, and the comparison takes quadratic time. */
const longest = 120;

/** Known names, the one nearest to `wrong` first; ties keep their order. */
export function byNearness(wrong: string, known: readonly string[]): string[] {
  const text = wrong.slice(0, longest).toLowerCase();
  const ranked = known.map((name) => ({ name, off: distance(text, name.toLowerCase()) }));
  return ranked.sort((a, b) => a.off - b.off).map(({ name }) => name);
}

/**
 * The known name nearest to a mistyped one, or undefined if none is near:
 * at most a third of the letters may differ, so that no unrelated name is offered.
 */
export function nearest(wrong: string, known: readonly string[]): string | undefined {
  const [best] = byNearness(wrong, known);
  if (best === undefined || wrong.length > longest) return undefined;
  return distance(wrong.toLowerCase(), best.toLowerCase()) <= Math.max(1, Math.ceil(wrong.length / 3)) ? best : undefined;
}
