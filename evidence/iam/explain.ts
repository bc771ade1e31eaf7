import { keyUses } from "./condition.ts";
import { holds } from "./evaluate.ts";
import { and, certain } from "./formula.ts";
import { anyMatch } from "./principal.ts";
import { assignmentOf, type Request } from "./request.ts";
import { policiesOf, type Situation } from "./situation.ts";
import { statementMatches } from "./statement.ts";

/** Statements that are about a request, as `<sid> of <policy>`. */
export interface Explanation {
  allowedBy: string[];
  deniedBy: string[];
}

/** Which statements of a situation's policies are about a request. */
export function explain(situation: Situation, request: Request): Explanation {
  const policies = policiesOf(situation);
  const uses = keyUses(policies);
  const values = assignmentOf(request, uses);
  const matching = policies.flatMap((policy) =>
    statementMatches(policy, uses)
      .filter(({ request: asked, principal }) => holds(certain(and(asked, anyMatch(principal))), values))
      .map(({ statement: { effect, sid } }) => ({ effect, name: `${sid} of ${policy.name}` })),
  );
  const by = (effect: string) => matching.filter((one) => one.effect === effect).map(({ name }) => name);
  return { allowedBy: by("Allow"), deniedBy: by("Deny") };
}
