/** An element of a list with its index. */
interface Placed {
  index: number;
  element: unknown;
}

/** Two matching elements, at the index of the one at the head; an element without a counterpart is paired with undefined. */
export type PairedElement = readonly [index: number, before: unknown, after: unknown];

/** Limit on element comparisons; longer lists are compared index by index. */
const mostComparisons = 1_000_000;

/**
 * The elements of two lists in pairs, without those that both have in the same order: an added or removed element shows as one change, and
 * does not shift the others. Named elements, such as containers and clients, are matched by name.
 */
export function pairedElements(before: readonly unknown[], after: readonly unknown[]): PairedElement[] {
  const [old, now] = [before.map(identity), after.map(identity)];
  if (old.length * now.length > mostComparisons) return paired(placed(before), placed(after));
  const lengths = commonLengths(old, now);
  const found: PairedElement[] = [];
  let [gone, come]: [Placed[], Placed[]] = [[], []];
  const close = () => {
    found.push(...paired(gone, come));
    [gone, come] = [[], []];
  };
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      close();
      found.push([j, before[i++], after[j++]]);
    } else if (j >= now.length || (i < old.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!))
      gone.push({ index: i, element: before[i++] });
    else come.push({ index: j, element: after[j++] });
  }
  close();
  return found;
}

/** Pairs the first removed element with the first added one, and so on, so that a changed element shows as one change. */
export function paired(gone: readonly Placed[], come: readonly Placed[]): PairedElement[] {
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, i) => [
    (come[i] ?? gone[i])!.index,
    gone[i]?.element,
    come[i]?.element,
  ]);
}

const placed = (all: readonly unknown[]): Placed[] => all.map((element, index) => ({ index, element }));

/** The identity of an element: its name, or its whole value. */
function identity(element: unknown): string {
  const name = typeof element === "object" && element !== null && "name" in element ? element.name : undefined;
  return typeof name === "string" ? `name ${name}` : `whole ${JSON.stringify(element)}`;
}

/** Length of the longest common subsequence of the suffixes at each pair of indices. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint32Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      lengths[i]![j] = old[i] === now[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  return lengths;
}
