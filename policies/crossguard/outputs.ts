/**
 * Whether a string is an output of a resource: one that is among its provider's outputs, and not among its own inputs, which a
 * provider returns unchanged. Outputs are read on first use only.
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
