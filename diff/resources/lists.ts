/** An element of a list with its place in it. */
interface Placed {
  index: number;
  element: unknown;
}

/** Two elements that stand for each other, at the index of the one of the head; what has no counterpart stands beside undefined. */
export type PairedElement = readonly [index: number, before: unknown, after: unknown];

/** Most comparisons of two elements; longer lists are compared index by index. */
const mostComparisons = 1_000_000;

/**
 * The elements of two lists side by side, without those that both have in the same order: an element that went or came shows as one, and does
 * not move the others. Elements with a name, such as containers and clients, are the same where their names are.
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

/** The first that went with the first that came, and so on, so that a changed element shows as one. */
export function paired(gone: readonly Placed[], come: readonly Placed[]): PairedElement[] {
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, i) => [
    (come[i] ?? gone[i])!.index,
    gone[i]?.element,
    come[i]?.element,
  ]);
}

const placed = (all: readonly unknown[]): Placed[] => all.map((element, index) => ({ index, element }));

/** What an element is known by: its name, or all of it. */
function identity(element: unknown): string {
  const name = typeof element === "object" && element !== null && "name" in element ? element.name : undefined;
  return typeof name === "string" ? `name ${name}` : `whole ${JSON.stringify(element)}`;
}

/** Length of the longest common subsequence of what begins at each pair of places. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint32Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      lengths[i]![j] = old[i] === now[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  return lengths;
}
