import { type Statement, statementsOf } from "./statement.ts";
import type { Subject } from "./subject.ts";
import { allOf, Truth } from "./truth.ts";

/** Whether a statement is about everybody. */
const everybody = (statement: Statement): Truth => statement.principals().some(({ id }) => id.is("*"));

/**
 * Whether a policy refuses actions to everybody where a condition holds, and under no further condition but that the caller is no service
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
        everybody(statement),
        ...actions.map((action) => statement.covers(action)),
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

/** Whether a policy refuses an action to everybody under conditions that `acceptable` takes. */
export function refuses(subject: Subject, action: string, acceptable: (statement: Statement) => Truth): Truth {
  return statementsOf(subject.at("policy"))
    .some((statement) => allOf([statement.denies(), everybody(statement), statement.covers(action), acceptable(statement)]))
    .at("policy");
}

/** Whether a policy refuses everything to everybody, or to all but a service of AWS: a bucket that is sealed. */
export function refusesEverybody(subject: Subject): Truth {
  return refuses(subject, "s3:GetObject", (statement) =>
    allOf([statement.covers("s3:*"), statement.conditions().every(({ key }) => Truth.of(key === "aws:principalarn"))]),
  );
}
