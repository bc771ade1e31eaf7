/** Shannon entropy of a text in bits per character. */
function entropy(text: string): number {
  const shares = [...Map.groupBy(text, (character) => character).values()].map(({ length }) => length / text.length);
  return shares.reduce((sum, share) => sum - share * Math.log2(share), 0);
}

/** Long and mixed, but not secret: digests, ARNs, output symbols, references within a program, paths. */
const known = /^(?:sha\d+:|arn:|urn:|~.*~$|\$\{|\$\(|\{\{|\/|\.\/|https?:\/\/[^@]*$)/;

/** Minimum length and entropy of a generated token; names and sentences have less, or only one kind of character. */
const leastLength = 12;
const leastEntropy = 2.8;

/** Whether a text looks like a generated token. */
export function looksRandom(text: string): boolean {
  if (text.length < leastLength || /\s/.test(text) || known.test(text)) return false;
  const mixed = /[0-9]/.test(text) ? /[A-Za-z]/.test(text) : /[a-z]/.test(text) && /[A-Z]/.test(text.slice(1));
  return mixed && entropy(text) >= leastEntropy;
}
