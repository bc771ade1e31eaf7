import { and, type Formula, never, or } from "./formula.ts";
import { meets, type Part, type Pattern, readPattern } from "./pattern.ts";
import { text, variable } from "./request-variables.ts";
import { unreadable } from "./unreadable.ts";

/** Every ARN of an IAM principal is this, its account, a colon, and its last part. */
const beginning = "arn:aws:iam::";

/**
 * Whether the ARN of an IAM principal meets a pattern that is given part by part.
 * @param head partition, service, region and account, each with wildcards
 * @param rest the last part
 */
export function isArnOfPrincipal(head: readonly string[], rest: Pattern, variables: boolean): Formula {
  const [partition, service, region, account] = head.map((part) => readPattern(part, { wildcards: true, variables }));
  for (const [part, value] of [
    [partition, "aws"],
    [service, "iam"],
    [region, ""],
  ] as const) {
    if (!part || "unreadable" in part) return unreadable(part, "aws:principalarn");
    if (!meets(part, value)) return never;
  }
  if (!account || "unreadable" in account) return unreadable(account, "aws:principalarn");
  return and(text(variable.account, account), text(variable.entity, rest));
}

/** The ways to cut a pattern in two, so that a text in two pieces meets it where for one of them the pieces meet the halves. */
function cuts({ parts, ignoreCase }: Pattern): [Pattern, Pattern][] {
  const single = parts.flatMap((part): Part[] => ("text" in part ? [...part.text].map((text) => ({ text })) : [part]));
  const pattern = (some: readonly Part[]): Pattern => ({ parts: joined(some), ignoreCase });
  return Array.from({ length: single.length + 1 }, (_, i) => i).flatMap((i): [Pattern, Pattern][] => {
    const here = single[i];
    const within =
      here && "any" in here && here.any === "many"
        ? [[pattern(single.slice(0, i + 1)), pattern(single.slice(i))] as [Pattern, Pattern]]
        : [];
    return [[pattern(single.slice(0, i)), pattern(single.slice(i))], ...within];
  });
}

function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if ("text" in part && last && "text" in last) result[result.length - 1] = { text: last.text + part.text };
    else result.push(part);
  }
  return result;
}

/** Whether the ARN of an IAM principal, read as a text, meets a pattern. It is put together from two variables, so the pattern is taken apart. */
export function isTextOfPrincipal(pattern: Pattern): Formula {
  const rests = cuts(pattern).filter(([first]) => meets(first, beginning));
  return or(
    ...rests.flatMap(([, rest]) =>
      cuts(rest).flatMap(([account, colonAndMore]) =>
        cuts(colonAndMore)
          .filter(([colon]) => meets(colon, ":"))
          .map(([, entity]) => and(text(variable.account, account), text(variable.entity, entity))),
      ),
    ),
  );
}
