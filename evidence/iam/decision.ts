import type { KeyUses } from "./condition.ts";
import { always, and, type Formula, never, not, or } from "./formula.ts";
import type { Policy } from "./policy-document.ts";
import { anyMatch } from "./principal.ts";
import { byAccount, isKind, isText, variable } from "./request-variables.ts";
import type { Situation } from "./situation.ts";
import { type StatementMatch, statementMatches } from "./statement.ts";

type Effect = "Allow" | "Deny";

function statementsOf(policies: readonly Policy[], effect: Effect, uses: KeyUses): StatementMatch[] {
  return policies.flatMap((policy) => statementMatches(policy, uses)).filter(({ statement }) => statement.effect === effect);
}

/** Whether a statement of that effect is about the request. */
const anyOf = (policies: readonly Policy[], effect: Effect, uses: KeyUses): Formula =>
  or(...statementsOf(policies, effect, uses).map(({ request, principal }) => and(request, anyMatch(principal))));

/** What the caller's own policies allow, within what bounds them; a root user needs no policy. */
function identityAllows({ identity, boundary }: Situation, uses: KeyUses): Formula {
  const isRoot = isText(variable.entity, "root");
  const own = identity === "unknown" ? always : or(isRoot, anyOf(identity, "Allow", uses));
  return and(own, boundary ? or(isRoot, anyOf(boundary, "Allow", uses)) : always);
}

/**
 * What the policy of the resource denies. `NotPrincipal` in a denial exempts no principal with a permissions boundary.
 * Source: "Permissions boundaries for IAM entities" in the IAM user guide.
 */
function resourceDenies({ resource, boundary }: Situation, uses: KeyUses): Formula {
  const sparesNobody = (match: StatementMatch) => boundary !== undefined && match.statement.principal?.not === true;
  return or(
    ...statementsOf(resource ? [resource] : [], "Deny", uses).map((match) =>
      and(match.request, or(anyMatch(match.principal), sparesNobody(match) ? isKind("iam") : never)),
    ),
  );
}

/**
 * When a request is allowed: an explicit denial anywhere decides; within an account the policies of the caller and of the resource add
 * up; between accounts both must allow; a service and a principal outside of IAM have only the resource's policy. A boundary bounds what the
 * resource gives to a role, not what it gives to a user, to a session or to all principals.
 * Sources: "Policy evaluation logic" and "Cross-account policy evaluation logic" in the IAM user guide, "Key policies in AWS KMS".
 */
export function allowed(situation: Situation, uses: KeyUses): Formula {
  const { account, delegation, identity, boundary, serviceControl = [], resource, endpoint } = situation;
  const given = statementsOf(resource ? [resource] : [], "Allow", uses);
  const named = or(...given.map(({ request, principal }) => and(request, principal.named)));
  const toRole = or(...given.map(({ request, principal }) => and(request, principal.role)));
  const toAccount = or(...given.map(({ request, principal }) => and(request, principal.account)));

  const own = identityAllows(situation, uses);
  const isOwn = byAccount(account);
  const within = or(
    and(delegation === "implicit" ? always : toAccount, own),
    named,
    and(toRole, boundary ? anyOf(boundary, "Allow", uses) : always),
  );
  const byPolicies = or(
    and(isOwn, within),
    and(isKind("iam"), not(isOwn), or(named, toRole, toAccount), own),
    and(not(isKind("iam")), named),
  );

  const denied = or(
    and(isKind("iam"), anyOf([...(identity === "unknown" ? [] : identity), ...(boundary ?? []), ...serviceControl.flat()], "Deny", uses)),
    resourceDenies(situation, uses),
    endpoint ? anyOf([endpoint], "Deny", uses) : never,
  );
  const controls = serviceControl.map((level) => or(not(isKind("iam")), anyOf(level, "Allow", uses)));
  return and(byPolicies, not(denied), ...controls, endpoint ? anyOf([endpoint], "Allow", uses) : always);
}
