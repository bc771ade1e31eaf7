const [quote, backslash, letterU] = [0x22, 0x5c, 0x75];
/** What may follow a backslash besides `u` (RFC 8259, section 7). */
const escapes = new Set([...'"\\/bfnrt'].map((character) => character.charCodeAt(0)));

/** How the scan of a string ended. */
export interface ScannedString {
  /** Offset behind the closing quote, or of the fault. */
  end: number;
  fault?: "syntax" | "surrogate";
}

/** Finds the end of a string in valid UTF-8. @param start offset behind its opening quote */
export function scanString(bytes: Uint8Array, start: number): ScannedString {
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte === quote) return { end: at + 1 };
    if (byte === undefined || byte < 0x20) return { end: at, fault: "syntax" };
    if (byte !== backslash) {
      at += 1;
    } else if (bytes[at + 1] !== letterU) {
      if (!escapes.has(bytes[at + 1] ?? -1)) return { end: at, fault: "syntax" };
      at += 2;
    } else {
      const unit = codeUnit(bytes, at);
      if (unit === undefined) return { end: at, fault: "syntax" };
      const high = unit >= 0xd800 && unit <= 0xdbff;
      const low = high ? codeUnit(bytes, at + 6) : undefined;
      const paired = low !== undefined && low >= 0xdc00 && low <= 0xdfff;
      if (high ? !paired : unit >= 0xdc00 && unit <= 0xdfff) return { end: at, fault: "surrogate" };
      at += high ? 12 : 6;
    }
  }
}

/** Value of an escape `\uXXXX` at an offset; undefined where there is none. */
function codeUnit(bytes: Uint8Array, at: number): number | undefined {
  if (bytes[at] !== backslash || bytes[at + 1] !== letterU) return undefined;
  let value = 0;
  for (let digit = 2; digit < 6; digit++) {
    const byte = bytes[at + digit] ?? 0;
    const lower = byte | 0x20;
    if (byte >= 0x30 && byte <= 0x39) value = value * 16 + byte - 0x30;
    else if (lower >= 0x61 && lower <= 0x66) value = value * 16 + lower - 0x61 + 10;
    else return undefined;
  }
  return value;
}
