import { isPublicRange } from "./address-range.ts";
import { UNKNOWN } from "./unknown.ts";

/** Somebody or something outside of the stack that a text names. */
export interface Stranger {
  /** As it stands there: an account id, the name of a bucket, an address. */
  value: string;
  what: "account" | "role" | "bucket" | "address" | "e-mail address" | "URL" | "resource without an account";
}

/** An output of a resource of the stack, in a preview with symbols. */
const symbol = /~[^~\s]+\.[0-9a-f]{12}~/g;
const arn = /arn:aws[\w-]*:([\w*?-]*):([\w*?-]*):([\w*?-]*):([^\s"',\]\\)}]*)/g;
const account = /(?<![\w.~-])\d{12}(?![\w~])/g;
const url = /\b([a-z][a-z0-9+.-]*):\/\/([^\s"'\\)<>]*)/gi;
const email = /[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}/gi;
const ipv4 = /(?<![\w.~-])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/g;

/** Users, and roles by whichever name; those of `aws-service-role` are AWS's own. */
const principal = /^(user|assumed-role|federated-user|role)\/(?!aws-service-role\/)/;

/** Schemes of names, which nobody connects to. */
const names = ["spiffe"];
/** The endpoint of EKS Pod Identity on the node itself. Source: "Understand how EKS Pod Identity works", EKS user guide. */
const onTheNode = ["169.254.170.23", "[fd00:ec2::23]"];

/** A stranger, how the text writes it in full, and of whose account a role is. */
type Found = Stranger & { written: string; of?: string };

/**
 * Everybody whom a text names by what only one can have: accounts, buckets, URLs, addresses.
 * @param own ids of accounts, names of buckets and ARNs of roles that are the stack's
 * @param accounts of the stack itself, whose roles are strangers where they are not its own
 */
export function strangersIn(text: string, own: (value: string) => boolean, accounts: readonly string[] = []): Stranger[] {
  const seen = new Set<string>();
  return foundIn(text)
    .filter(({ of }) => of === undefined || accounts.includes(of))
    .filter(({ value, written }) => !own(value) && !own(written) && !seen.has(value) && seen.add(value))
    .map(({ value, what }) => ({ value, what }));
}

/** Whether a text names anybody at all, own or strange. */
export const namesSomebody = (text: string): boolean => foundIn(text).length > 0;

const read = new Map<string, readonly Found[]>();

/** As {@link strangersIn}, whoever it is; each text is read once. */
function foundIn(text: string): readonly Found[] {
  const before = read.get(text);
  if (before) return before;
  const found: Found[] = [];
  const add = (value: string, what: Stranger["what"], more: Partial<Found> = {}) => found.push({ value, what, written: value, ...more });
  // What is not known yet is an output of the stack; `own` is asked for it as for any other name.
  const plain = text.replaceAll(symbol, UNKNOWN);
  for (const [whole, service = "", , who = "", resource = ""] of plain.matchAll(arn)) {
    if (who === "" && service === "s3") add(resource.split("/")[0] ?? "", "bucket");
    else if (who === "") add(`${service}:${resource}`, "resource without an account");
    // Policies of AWS's own, such as those of EKS access; which of them is a rule's matter.
    else if (who !== "aws") add(who, "account");
    // Of the own account it is somebody all the same. Roles that services of AWS make for themselves are AWS's.
    if (["iam", "sts"].includes(service) && principal.test(resource) && !resource.includes(UNKNOWN)) add(whole, "role", { of: who });
  }
  for (const [value] of plain.replaceAll(arn, "").matchAll(account)) add(value, "account");
  for (const [value, scheme = "", rest = ""] of plain.matchAll(url)) {
    const host = rest.split(/[/?#]/)[0] ?? "";
    // Who is called, without a password before it or a token behind it.
    if (!names.includes(scheme) && !onTheNode.includes(host)) add(`${scheme}://${host.replace(/^.*@/, "")}`, "URL", { written: value });
  }
  for (const [value] of plain.replaceAll(url, "").matchAll(email)) add(value, "e-mail address");
  // Of the machine itself as well, no packet of 127.0.0.0/8 leaves (RFC 1122).
  for (const [value] of plain.matchAll(ipv4)) if (isPublicRange(value) && !value.startsWith("127.")) add(value, "address");
  const known = found.filter(({ value }) => value !== UNKNOWN);
  read.set(text, known);
  return known;
}
