/**
 * Headers of a request that get past the first step; the first two reach the model server. Everything else goes, known or not:
 * credentials (Authorization, Cookie), what proxies believe (X-Forwarded-*, X-Envoy-*, Forwarded), and the subject of the next advisory
 * about. The others are for Envoy: it checks the framing of the body, answers `Expect`, refuses `Upgrade`, and removes what is of one hop.
 */
export const keptRequestHeaders = [
  "accept",
  "content-type",
  "content-length",
  "transfer-encoding",
  "connection",
  "upgrade",
  "expect",
] as const;

/**
 * A regular expression that matches every header name but the kept ones and HTTP's own (`:path`, `host`), which Envoy checks itself.
 * RE2, Envoy's engine, has no negative lookahead; so this walks the kept names letter by letter and takes each way to leave them.
 */
export function headersExceptRegex(kept: readonly string[]): string {
  const names = [...kept, "host"];
  const ways: string[] = [];
  const prefixes = [...new Set(names.flatMap((name) => Array.from(name, (_, end) => name.slice(0, end))))];
  for (const prefix of prefixes) {
    const next = names.filter((name) => name.startsWith(prefix) && name.length > prefix.length).map((name) => name.charAt(prefix.length));
    const leave = `[^${characters([...next, ...(prefix === "" ? [":"] : [])])}].*`;
    ways.push(`${literal(prefix)}${prefix === "" || names.includes(prefix) ? leave : `(${leave})?`}`);
  }
  for (const name of names) if (!prefixes.includes(name)) ways.push(`${literal(name)}.+`);
  return ways.join("|");
}

const literal = (text: string): string => text.replace(/[^a-z0-9]/g, (character) => `\\${character}`);

const characters = (set: readonly string[]): string => [...new Set(set)].sort().map(literal).join("");
