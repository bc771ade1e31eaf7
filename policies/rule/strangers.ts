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
const ipv4 = /(?<![\w.~-])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\w.])/g;

/** Addresses that are nobody's in particular, or reached from the same network alone. Source: RFC 1918, 6598, 3927 and 1122. */
const inside = ([a = 0, b = 0]: readonly number[]): boolean =>
  a === 10 ||
  a === 127 ||
  (a === 172 && b >= 16 && b < 32) ||
  (a === 192 && b === 168) ||
  (a === 100 && b >= 64 && b < 128) ||
  (a === 169 && b === 254);

/** Users, and roles by whichever name; those of `aws-service-role` are AWS's own. */
const principal = /^(user|assumed-role|federated-user|role)\/(?!aws-service-role\/)/;

/** Schemes of names, which nobody connects to. */
const names = ["spiffe"];
/** The endpoint of EKS Pod Identity on the node itself. Source: "Understand how EKS Pod Identity works", EKS user guide. */
const onTheNode = ["169.254.170.23", "[fd00:ec2::23]"];

/**
 * Everybody whom a text names by what only one can have: accounts, buckets, URLs, addresses.
 * @param own ids of accounts, names of buckets and ARNs of roles that are the stack's
 * @param accounts of the stack itself, whose roles are strangers where they are not its own
 */
export function strangersIn(text: string, own: (value: string) => boolean, accounts: readonly string[] = []): Stranger[] {
  const found: Stranger[] = [];
  // What is not known yet is an output of the stack; `own` is asked for it as for any other name.
  const plain = text.replaceAll(symbol, UNKNOWN);
  for (const [whole, service = "", , who = "", resource = ""] of plain.matchAll(arn)) {
    const bucket = resource.split("/")[0] ?? "";
    if (who === "" && service === "s3") found.push({ value: bucket, what: "bucket" });
    else if (who === "") found.push({ value: `${service}:${resource}`, what: "resource without an account" });
    // Policies of AWS's own, such as those of EKS access; which of them is a rule's matter.
    else if (who !== "aws") found.push({ value: who, what: "account" });
    // Of the own account it is somebody all the same. Roles that services of AWS make for themselves are AWS's.
    if (["iam", "sts"].includes(service) && principal.test(resource) && accounts.includes(who) && !resource.includes(UNKNOWN))
      found.push({ value: whole, what: "role" });
  }
  for (const [value] of plain.replaceAll(arn, "").matchAll(account)) found.push({ value, what: "account" });
  for (const [value, scheme = "", rest = ""] of plain.matchAll(url)) {
    const host = rest.split(/[/?#]/)[0] ?? "";
    // Who is called, without a password before it or a token behind it.
    const called = `${scheme}://${host.replace(/^.*@/, "")}`;
    if (!names.includes(scheme) && !onTheNode.includes(host) && !own(value)) found.push({ value: called, what: "URL" });
  }
  for (const [value] of plain.replaceAll(url, "").matchAll(email)) found.push({ value, what: "e-mail address" });
  for (const [value, ...parts] of plain.matchAll(ipv4)) if (!inside(parts.map(Number))) found.push({ value, what: "address" });
  const seen = new Set<string>();
  return found.filter(({ value }) => value !== UNKNOWN && !own(value) && !seen.has(value) && seen.add(value));
}
