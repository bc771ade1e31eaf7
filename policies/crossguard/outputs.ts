/**
 * Tells whether a text is an output of a resource: one that stands among what its provider answered, and not among its own inputs, which a
 * provider gives back as they are. Read only once it is asked.
 *
 * @param answered what the engine shows of a resource at the end
 * @param inputs what the program gave
 */
export function outputTexts(answered: () => unknown, inputs: unknown): (text: string) => boolean {
  let outputs: ReadonlySet<string> | undefined;
  return (text) => {
    if (outputs === undefined) {
      const given = new Set(textsIn(inputs));
      outputs = new Set(textsIn(answered()).filter((one) => !given.has(one)));
    }
    return outputs.has(text);
  };
}

/** Every text in a value, at any depth. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
