import { UNKNOWN } from "./unknown.ts";

/** Somebody or something outside of the stack that a text names. */
export interface Stranger {
  /** As it stands there: an account id, the name of a bucket, an address. */
  value: string;
  what: "account" | "bucket" | "address" | "e-mail address" | "URL" | "resource without an account";
}

/** An output of a resource of the stack, in a preview with symbols. */
const symbol = /~[^~\s]+\.[0-9a-f]{12}~/g;
const arn = /arn:aws[\w-]*:([\w*?-]*):([\w*?-]*):([\w*?-]*):([^\s"',\]\\)}]*)/g;
const account = /(?<![\w.~-])\d{12}(?![\w~])/g;
const url = /\b([a-z][a-z0-9+.-]*):\/\/([^\s"'\\)<>]*)/gi;
const email = /[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}/gi;
const ipv4 = /(?<![\w.~-])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\w.])/g;

/** Addresses that are nobody's in particular, or reached from the same network alone. Source: RFC 1918, 6598, 3927 and 1122. */
const inside = ([a = 0, b = 0]: readonly number[]): boolean =>
  a === 10 ||
  a === 127 ||
  (a === 172 && b >= 16 && b < 32) ||
  (a === 192 && b === 168) ||
  (a === 100 && b >= 64 && b < 128) ||
  (a === 169 && b === 254);

/** Schemes of names, which nobody connects to. */
const names = ["spiffe"];
/** The endpoint of EKS Pod Identity on the node itself. Source: "Understand how EKS Pod Identity works", EKS user guide. */
const onTheNode = ["169.254.170.23", "[fd00:ec2::23]"];

/** A stranger, and how the text writes it in full. */
type Found = Stranger & { written: string };

/**
 * Everybody whom a text names by what only one can have: accounts, buckets, URLs, addresses.
 * @param own ids of accounts and names of buckets that are the stack's
 */
export function strangersIn(text: string, own: (value: string) => boolean): Stranger[] {
  const seen = new Set<string>();
  return foundIn(text)
    .filter(({ value, written }) => !own(value) && !own(written) && !seen.has(value) && seen.add(value))
    .map(({ value, what }) => ({ value, what }));
}

const read = new Map<string, readonly Found[]>();

/** As {@link strangersIn}, whoever it is; each text is read once. */
function foundIn(text: string): readonly Found[] {
  const before = read.get(text);
  if (before) return before;
  const found: Found[] = [];
  const add = (value: string, what: Stranger["what"], written = value) => found.push({ value, what, written });
  // What is not known yet is an output of the stack; `own` is asked for it as for any other name.
  const plain = text.replaceAll(symbol, UNKNOWN);
  for (const [, service = "", , who = "", resource = ""] of plain.matchAll(arn)) {
    if (who === "" && service === "s3") add(resource.split("/")[0] ?? "", "bucket");
    else if (who === "") add(`${service}:${resource}`, "resource without an account");
    // Policies of AWS's own, such as those of EKS access; which of them is a rule's matter.
    else if (who !== "aws") add(who, "account");
  }
  for (const [value] of plain.replaceAll(arn, "").matchAll(account)) add(value, "account");
  for (const [value, scheme = "", rest = ""] of plain.matchAll(url)) {
    const host = rest.split(/[/?#]/)[0] ?? "";
    // Who is called, without a password before it or a token behind it.
    if (!names.includes(scheme) && !onTheNode.includes(host)) add(`${scheme}://${host.replace(/^.*@/, "")}`, "URL", value);
  }
  for (const [value] of plain.replaceAll(url, "").matchAll(email)) add(value, "e-mail address");
  for (const [value, ...parts] of plain.matchAll(ipv4)) if (!inside(parts.map(Number))) add(value, "address");
  const known = found.filter(({ value }) => value !== UNKNOWN);
  read.set(text, known);
  return known;
}
