import { conditionFormula, type KeyUses } from "./condition.ts";
import { always, and, type Formula, never, not, or } from "./formula.ts";
import { readPattern } from "./pattern.ts";
import type { Listed, Policy, Statement } from "./policy-document.ts";
import { allPrincipals, type PrincipalMatch, principalMatch } from "./principal.ts";
import { forNoResource, isText, text, variable } from "./request-variables.ts";
import { unreadable } from "./unreadable.ts";

const negatedIf = (negated: boolean, formula: Formula): Formula => (negated ? not(formula) : formula);

/** Actions have no case: the variable is in small letters. */
const actionFormula = ({ not: negated, list }: Listed<readonly string[]>): Formula =>
  negatedIf(
    negated,
    or(
      ...list.map((action) => {
        const pattern = readPattern(action.toLowerCase(), { wildcards: true, variables: false });
        return "unreadable" in pattern ? unreadable(pattern, variable.action) : text(variable.action, pattern);
      }),
    ),
  );

/**
 * Whether the resource is one that a text names: part by part, as "Amazon Resource Names" in the IAM user guide has it, so that a wildcard
 * stays in its part of the ARN. A request for no resource in particular is matched only by `*`.
 */
function resourceText(value: string, variables: boolean): Formula {
  if (value === "*") return always;
  const [scheme, partition, ...rest] = value.split(":");
  const parts = [...rest.slice(0, 3), rest.slice(3).join(":")];
  const [whole, ...patterns] = [value, ...parts].map((part) => readPattern(part, { wildcards: true, variables }));
  if (!whole || "unreadable" in whole) return unreadable(whole, "resource");
  // What a preview names instead of an ARN that is not known yet: that resource and no other, wherever it is.
  if (/^~[^~:*?]+~$/.test(value)) return and(not(forNoResource), isText(variable.resourceRest, value));
  // Short ARNs such as arn:aws:s3* mean different things in policies of different types.
  if (scheme !== "arn" || rest.length < 4) return unreadable({ unreadable: `the resource "${value}"`, same: value }, "resource");
  const named = [variable.resourceService, variable.resourceRegion, variable.resourceAccount, variable.resourceRest];
  const partitionPattern = readPattern(partition ?? "", { wildcards: true, variables });
  const inPartition = "unreadable" in partitionPattern ? unreadable(partitionPattern, "resource") : partitionFits(partition ?? "");
  return and(
    not(forNoResource),
    inPartition,
    ...named.map((of, i) => {
      const pattern = patterns[i]!;
      return "unreadable" in pattern ? unreadable(pattern, `resource ${value}`) : text(of, pattern);
    }),
  );
}

/** Every request is made in the partition `aws`. */
const partitionFits = (pattern: string): Formula => (["aws", "*"].includes(pattern) ? always : never);

const resourceFormula = ({ not: negated, list }: Listed<readonly string[]>, variables: boolean): Formula =>
  negatedIf(negated, or(...list.map((value) => resourceText(value, variables))));

/** What a statement decides on a request of any caller, and the callers that it applies to. */
export interface StatementMatch {
  statement: Statement;
  /** Action, resource and conditions. */
  request: Formula;
  /** All principals, where the statement has none. */
  principal: PrincipalMatch;
}

/** Reads the statements of a policy as formulas. */
export function statementMatches({ statements, variables }: Policy, uses: KeyUses): StatementMatch[] {
  return statements.map((statement) => ({
    statement,
    request: and(
      actionFormula(statement.action),
      statement.resource ? resourceFormula(statement.resource, variables) : always,
      ...statement.conditions.map((condition) => conditionFormula(condition, uses, variables)),
    ),
    principal: statement.principal ? principalMatch(statement.principal) : allPrincipals,
  }));
}
