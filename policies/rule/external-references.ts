import { isPublicRange } from "./address-range.ts";
import { UNKNOWN } from "./unknown.ts";

/** A reference in a string to something outside of the stack. */
export interface ExternalReference {
  /** As it is written: an account ID, a bucket name, an address. */
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

/** Users and roles; those of `aws-service-role` are AWS's own. */
const principal = /^(user|assumed-role|federated-user|role)\/(?!aws-service-role\/)/;

/** URI schemes that are names, not network addresses. */
const names = ["spiffe"];
/** The endpoint of EKS Pod Identity on the node itself. Source: "Understand how EKS Pod Identity works", EKS user guide. */
const onTheNode = ["169.254.170.23", "[fd00:ec2::23]"];

/** An external reference, its full text, and the account of a role. */
type Found = ExternalReference & { written: string; of?: string };

/**
 * External references in a string by globally unique names: accounts, buckets, URLs, addresses.
 * @param own ids of accounts, names of buckets and ARNs of roles that are the stack's
 * @param accounts of the stack itself, whose roles are external where they are not the stack's own
 */
export function externalReferencesIn(text: string, own: (value: string) => boolean, accounts: readonly string[] = []): ExternalReference[] {
  const seen = new Set<string>();
  return foundIn(text)
    .filter(({ of }) => of === undefined || accounts.includes(of))
    .filter(({ value, written }) => !own(value) && !own(written) && !seen.has(value) && seen.add(value))
    .map(({ value, what }) => ({ value, what }));
}

/** Whether a string contains any reference, own or external. */
export const hasReference = (text: string): boolean => foundIn(text).length > 0;

const read = new Map<string, readonly Found[]>();

/** As {@link externalReferencesIn}, without regard to ownership; each string is parsed once. */
function foundIn(text: string): readonly Found[] {
  const before = read.get(text);
  if (before) return before;
  const found: Found[] = [];
  const add = (value: string, what: ExternalReference["what"], more: Partial<Found> = {}) =>
    found.push({ value, what, written: value, ...more });
  // What is not known yet is an output of the stack; `own` is asked for it as for any other name.
  const plain = text.replaceAll(symbol, UNKNOWN);
  for (const [whole, service = "", , who = "", resource = ""] of plain.matchAll(arn)) {
    if (who === "" && service === "s3") add(resource.split("/")[0] ?? "", "bucket");
    else if (who === "") add(`${service}:${resource}`, "resource without an account");
    // AWS managed policies, such as those of EKS access; which of them are accepted is decided by a rule.
    else if (who !== "aws") add(who, "account");
    // A principal of the own account is a reference as well. Service-linked roles are AWS's.
    if (["iam", "sts"].includes(service) && principal.test(resource) && !resource.includes(UNKNOWN)) add(whole, "role", { of: who });
  }
  for (const [value] of plain.replaceAll(arn, "").matchAll(account)) add(value, "account");
  for (const [value, scheme = "", rest = ""] of plain.matchAll(url)) {
    const host = rest.split(/[/?#]/)[0] ?? "";
    // The host, without credentials before it or a token behind it.
    if (!names.includes(scheme) && !onTheNode.includes(host)) add(`${scheme}://${host.replace(/^.*@/, "")}`, "URL", { written: value });
  }
  for (const [value] of plain.replaceAll(url, "").matchAll(email)) add(value, "e-mail address");
  // Of the machine itself as well, no packet of 127.0.0.0/8 leaves (RFC 1122).
  for (const [value] of plain.matchAll(ipv4)) if (isPublicRange(value) && !value.startsWith("127.")) add(value, "address");
  const known = found.filter(({ value }) => value !== UNKNOWN);
  read.set(text, known);
  return known;
}
