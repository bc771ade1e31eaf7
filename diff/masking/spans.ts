/** Part of a text: index of its first character, and the index after its last. */
export interface Span {
  from: number;
  to: number;
}

/** A text with each part replaced; overlapping parts are merged, so that no remainder of one is left. */
export function replaceSpans(text: string, spans: readonly Span[], by: string): string {
  let rest = "";
  let at = 0;
  for (const { from, to } of merged(spans)) {
    rest += text.slice(at, from) + by;
    at = to;
  }
  return rest + text.slice(at);
}

function merged(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && from < last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}
