import { type Statement, statementsOf } from "./statement.ts";
import type { Subject } from "./subject.ts";
import { allOf, Truth } from "./truth.ts";

/** Whether a statement applies to all principals. */
const allPrincipals = (statement: Statement): Truth => statement.principals().some(({ id }) => id.is("*"));

/** Whether a statement is about the objects of a bucket; a statement about every resource is. */
const onObjects = (statement: Statement): Truth => statement.resources().some((resource) => resource.matches(/\*$/));

/** Whether a statement is about a bucket itself. */
const onBucket = (statement: Statement): Truth => statement.resources().some((resource) => resource.matches(/^\*$|^[^/]+$/));

/** What an action is about: `s3:PutBucketPolicy` is about the bucket, `s3:GetObject` about its objects. */
const on = (action: string, statement: Statement): Truth =>
  action.startsWith("s3:") ? (/Bucket/.test(action) ? onBucket(statement) : onObjects(statement)) : Truth.of(true);

/**
 * Whether a policy denies actions to all principals under a condition, and under no other condition except that the caller is no service
 * of AWS, which has neither an account nor TLS of its own.
 */
export function denial(
  subject: Subject,
  actions: readonly string[],
  operator: string,
  key: string | readonly string[],
  value: RegExp,
): Truth {
  const keys = [key].flat();
  return statementsOf(subject.at("policy"))
    .some((statement) =>
      allOf([
        statement.denies(),
        allPrincipals(statement),
        ...actions.flatMap((action) => [statement.covers(action), on(action, statement)]),
        statement
          .conditions()
          .some((one) =>
            allOf([Truth.of(one.operator === operator && keys.includes(one.key)), one.values.every((text) => text.matches(value))]),
          ),
        statement.conditions().every((one) => Truth.of(keys.includes(one.key) || one.key === "aws:principalisawsservice")),
      ]),
    )
    .at("policy");
}

/** Whether a policy denies an action to all principals under conditions that `acceptable` accepts. */
export function refuses(subject: Subject, action: string, acceptable: (statement: Statement) => Truth): Truth {
  return statementsOf(subject.at("policy"))
    .some((statement) =>
      allOf([statement.denies(), allPrincipals(statement), statement.covers(action), on(action, statement), acceptable(statement)]),
    )
    .at("policy");
}

/** Whether a statement's only condition exempts named roles. */
export function butNamedRoles(statement: Statement): Truth {
  return statement
    .conditions()
    .every(({ operator, key, values }) =>
      allOf([
        Truth.of(/^(Arn|String)Not(Equals|Like)$/.test(operator) && key === "aws:principalarn"),
        values.every((value) => value.matches(/^arn:aws[\w-]*:iam::\d{12}:role\/[^*?]+$/)),
        values.empty().not(),
      ]),
    );
}
