const dot = 0x2e;
const [zero, nine, minus, plus] = [0x30, 0x39, 0x2d, 0x2b];
/** Bytes of a number, at most: a double has 17 digits that matter, and some printers write all of them out. */
const longest = 64;

/** Where a number ends that starts at an offset (RFC 8259, section 6); undefined where it is none. */
export function numberEnd(bytes: Uint8Array, start: number): number | undefined {
  let at = start;
  const digits = (): boolean => {
    const from = at;
    for (let byte = bytes[at]; byte !== undefined && byte >= zero && byte <= nine; byte = bytes[++at]);
    return at > from;
  };
  if (bytes[at] === minus) at += 1;
  if (bytes[at] === zero) at += 1;
  else if (!digits()) return undefined;
  if (bytes[at] === dot) {
    at += 1;
    if (!digits()) return undefined;
  }
  if (bytes[at] === 0x65 || bytes[at] === 0x45) {
    at += 1;
    if (bytes[at] === plus || bytes[at] === minus) at += 1;
    if (!digits()) return undefined;
  }
  return at;
}

/** Why a number would not be the same number everywhere (RFC 7493, section 2.2); undefined where it would. */
export function numberFault(text: string): string | undefined {
  if (text.length > longest) return `a number has ${text.length} characters; accepted: at most ${longest}`;
  const value = Number(text);
  if (!/[.eE]/.test(text))
    return Number.isSafeInteger(value) ? undefined : "an integer is beyond 2^53 - 1, where not every reader tells it from its neighbours";
  if (!Number.isFinite(value)) return "a number is larger than a double can be";
  const nothing = /^-?0*\.?0*(?:[eE].*)?$/.test(text);
  return value === 0 && !nothing ? "a number is so small that it becomes 0" : undefined;
}
