import type { Reading } from "./reading.ts";
import type { Statement } from "./statement.ts";
import { allOf, Truth } from "./truth.ts";

/** Condition keys that identify the caller. Source: "AWS global condition context keys", IAM user guide. */
const principalKeys = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourcevpce",
  "kms:calleraccount",
];

/** Condition keys that identify on whose behalf an AWS service calls: without one the service is a confused deputy. */
const sourceKeys = ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"];

/** Operators that hold only where the key is there and is one of the values; `IfExists`, `ForAllValues` and the negations hold without. */
const positive = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))$/;

/** A specific principal: not a wildcard, and not an ARN with a wildcard account. */
function names(value: Reading): Truth {
  return value.test((text) => {
    const account = String(text).startsWith("arn:") ? (String(text).split(":")[4] ?? "*") : String(text);
    return !/^[*?]+$/.test(account) && !(String(text).startsWith("arn:") && /[*?]/.test(account)) && String(text) !== "*";
  });
}

function pinnedBy(statement: Statement, wanted: (key: string) => boolean): Truth {
  return statement
    .conditions()
    .some(({ operator, key, values }) =>
      allOf([Truth.of(positive.test(operator) && wanted(key)), values.empty().not(), values.every(names)]),
    );
}

/** Whether a condition holds the statement to principals that it names. */
export const pinnedToPrincipals = (statement: Statement): Truth => pinnedBy(statement, (key) => principalKeys.includes(key));

/** Whether a condition holds the statement to principals that it names one by one: within an account, its id or a pattern of roles narrows nothing. */
export const pinnedToRoles = (statement: Statement): Truth =>
  pinnedBy(statement, (key) => key === "aws:principalarn").and(
    statement
      .conditions()
      .every(({ key, values }) => (key === "aws:principalarn" ? values.every((value) => value.matches(/^[^*?]+$/)) : Truth.of(true))),
  );

/** Whether a condition limits the statement to calls on behalf of named sources. */
export const pinnedToSource = (statement: Statement): Truth => pinnedBy(statement, (key) => sourceKeys.includes(key) || isContext(key));

/** Whether a condition holds the statement to anything that it names, of either kind. */
export const pinned = (statement: Statement): Truth => pinnedToPrincipals(statement).or(pinnedToSource(statement));

/** The resource for which a service uses a key; each service sets its own, and no caller can choose it. */
const isContext = (key: string) => key.startsWith("kms:encryptioncontext:") || key.startsWith("aws:requesttag/kubernetes-");
