import type { Answer } from "../../iam/question.ts";
import type { Principal, Request } from "../../iam/request.ts";
import { hop, place } from "../../reach/hop.ts";
import type { PossiblePath } from "../proof.ts";
import type { HeldPolicy } from "./held-policy.ts";

/** The principal as text. */
export function whoIs(principal: Principal): string {
  switch (principal.kind) {
    case "anonymous":
      return "anyone, without credentials";
    case "service":
      return `${principal.name}, on behalf of another account`;
    case "federated":
      return `any principal federated by ${principal.provider}`;
    case "iam":
      return principal.session === undefined ? principal.arn : `${principal.arn} in session ${principal.session}`;
  }
}

const contextOf = ({ context }: Request): string => {
  const keys = Object.entries(context).map(([key, value]) => `${key} = ${[value].flat().join(", ")}`);
  return keys.length === 0 ? "" : ` with ${keys.join("; ")}`;
};

/**
 * The path of an answer: the request, then the statements that allow it. Empty where there is no such request.
 * @param summary of the path, in a sentence
 */
export function wayOf(
  answer: Answer,
  { resource, property }: HeldPolicy,
  summary: (request: Request | undefined) => string,
): PossiblePath[] {
  if (answer.kind === "none") return [];
  if (answer.kind === "undecided")
    return [
      {
        says: summary(undefined),
        hops: [hop(resource, property, "has the policy that decides")],
        unknown: answer.why.map((why) => `it depends on ${why}`),
      },
    ];
  const { request, explanation } = answer;
  const allowing =
    explanation.allowedBy.length > 0 ? `statement ${explanation.allowedBy.join(" and ")} allows it` : "nothing in it denies it";
  return [
    {
      says: summary(request),
      hops: [
        place(whoIs(request.principal), `requests ${request.action} on ${request.resource}${contextOf(request)}`),
        hop(resource, property, allowing),
      ],
      unknown: [],
    },
  ];
}
