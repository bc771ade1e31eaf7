import { problemAt } from "../problem.ts";
import type { Check } from "./check.ts";

/** A waiver is valid to the end of its last day in UTC; an expired one is an error. */
export const expiredWaiverCheck: Check = ({ waivers }, now) => {
  const today = now.toISOString().slice(0, 10);
  return waivers.flatMap(({ rule, expires, owner }, i) =>
    expires < today
      ? [
          problemAt(
            `waivers[${i}].expires`,
            expires,
            `has passed; accepted: ${today} or later: remove the waiver of ${rule} or have ${owner} sign a new date`,
          ),
        ]
      : [],
  );
};

/** A rule is waived at most once per resource, so that one date decides. */
export const repeatedWaiverCheck: Check = ({ waivers }) =>
  waivers.flatMap(({ rule, resource }, i) =>
    waivers.findIndex((other) => other.rule === rule && other.resource === resource) < i
      ? [problemAt(`waivers[${i}].rule`, rule, `is already waived for ${resource}; accepted: one waiver for each rule and resource`)]
      : [],
  );
