/** Texts that are kept at a time: the documents of one stack are fewer. */
const most = 128;

/**
 * A function of a text whose results are kept: many rules read the same documents. A result must not be changed by who gets it; what is
 * thrown is not kept.
 */
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>();
  return (text) => {
    const before = results.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    if (results.size >= most) results.delete(results.keys().next().value as string);
    results.set(text, made);
    return made;
  };
}
