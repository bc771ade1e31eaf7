import { and, type Formula, flag, never, not, or } from "./formula.ts";
import { meets, type Pattern } from "./pattern.ts";
import { isTextOfPrincipal } from "./principal-arn.ts";
import { isKind, text, variable } from "./request-variables.ts";

/** What a condition key is compared as. */
export type KeyFamily = "text" | "number" | "date" | "address";

/** How the policies of one question use a key; a key is read one way in all of them. */
export interface KeyUse {
  families: ReadonlySet<KeyFamily>;
  /** How many of its values can matter at once; 0 for a key with one value. */
  values: number;
  /** It is compared as a truth value, so it is `true` or `false`. */
  truth: boolean;
}

/** One value that a context key may have. */
export interface KeyValue {
  present: Formula;
  /** Whether the value meets a pattern; to be asked together with `present`. */
  meets: (pattern: Pattern) => Formula;
  /** Name of the variable for numbers, dates and addresses. */
  name: string;
}

export const presenceOf = (key: string): string => `${key} is there`;

const free = (key: string): KeyValue => ({ present: flag(presenceOf(key)), meets: (pattern) => text(key, pattern), name: key });

const constant = (value: string) => (pattern: Pattern) => (meets(pattern, value) ? ({ kind: "constant", value: true } as const) : never);

/** Key that, for an IAM principal, is its account; `otherwise` is its value for others. */
const account = (otherwise: KeyValue): KeyValue => ({
  present: or(isKind("iam"), and(not(isKind("iam")), otherwise.present)),
  meets: (pattern) => or(and(isKind("iam"), text(variable.account, pattern)), and(not(isKind("iam")), otherwise.meets(pattern))),
  name: otherwise.name,
});

/**
 * Keys whose value follows from who asks. A service on its own behalf has no ARN and no account; an anonymous caller has the account
 * `anonymous`. Source: "AWS global condition context keys" in the IAM user guide, kms:CallerAccount in "AWS KMS condition keys".
 */
const implied: Record<string, KeyValue> = {
  "aws:principalarn": { present: isKind("iam"), meets: isTextOfPrincipal, name: "aws:principalarn" },
  "aws:principalaccount": account({ present: isKind("anonymous"), meets: constant("anonymous"), name: "aws:principalaccount" }),
  "kms:calleraccount": account(free("kms:calleraccount")),
  "aws:principalisawsservice": {
    present: or(isKind("iam"), isKind("service")),
    meets: (pattern) => or(and(isKind("iam"), constant("false")(pattern)), and(isKind("service"), constant("true")(pattern))),
    name: "aws:principalisawsservice",
  },
  "aws:principalservicename": {
    present: isKind("service"),
    meets: (pattern) => text(variable.service, pattern),
    name: "aws:principalservicename",
  },
  // A service has no organisation.
  "aws:principalorgid": { ...free("aws:principalorgid"), present: and(flag(presenceOf("aws:principalorgid")), isKind("iam")) },
  "aws:securetransport": { ...free("aws:securetransport"), present: { kind: "constant", value: true } },
};

/** Whether the value of a key follows from who asks. */
export const isImplied = (key: string): boolean =>
  Object.hasOwn(implied, key) && !["aws:principalorgid", "aws:securetransport"].includes(key);

/** The values that a key may have in a request: one, or as many as can matter. */
export function valuesOf(key: string, { values }: KeyUse): KeyValue[] {
  if (Object.hasOwn(implied, key)) return [implied[key]!];
  return values === 0 ? [free(key)] : Array.from({ length: values }, (_, i) => free(`${key}[${i}]`));
}
