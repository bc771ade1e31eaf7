import { and, type Formula, flag, not, or } from "./formula.ts";
import { exactly, type Pattern } from "./pattern.ts";

/** Names of the variables of a request. Context keys have theirs in context-key.ts. */
export const variable = {
  action: "action",
  /** Account of an IAM principal, 12 digits. Its ARN always is `arn:aws:iam::<account>:<entity>`. */
  account: "principal.account",
  /** The last part of an IAM principal's ARN: `root`, `user/...` or `role/...`. */
  entity: "principal.entity",
  /** Name of the session in which a role acts. */
  session: "principal.session",
  service: "principal.service",
  provider: "principal.provider",
  resourceService: "resource.service",
  resourceRegion: "resource.region",
  resourceAccount: "resource.account",
  resourceRest: "resource.rest",
} as const;

/**
 * Who asks: a root user, user or role of an account; a service on its own behalf; whom an identity provider vouches for; an unknown caller.
 */
export const principalKinds = ["iam", "service", "federated", "anonymous"] as const;
export type PrincipalKind = (typeof principalKinds)[number];

export const isKind = (kind: PrincipalKind): Formula => flag(`principal is ${kind}`);

/** The request is for no resource in particular. */
export const forNoResource = flag("resource is *");

export const text = (of: string, pattern: Pattern): Formula => ({ kind: "text", of, pattern });
export const isText = (of: string, value: string): Formula => text(of, exactly(value));

/** One of several excludes the others, and one there is. */
const exactlyOne = (parts: readonly Formula[]): Formula =>
  and(or(...parts), ...parts.flatMap((part, i) => parts.slice(i + 1).map((other) => not(and(part, other)))));

const startsWith = (prefix: string): Pattern => ({
  parts: [{ text: prefix }, { any: "one", segment: true }, { any: "many", segment: true }],
  ignoreCase: false,
});

/** What is true of every request: it has one principal, and an IAM principal is a root user, a user or a role. */
export const wellFormed: Formula = and(
  exactlyOne(principalKinds.map(isKind)),
  or(
    not(isKind("iam")),
    isText(variable.entity, "root"),
    text(variable.entity, startsWith("user/")),
    text(variable.entity, startsWith("role/")),
  ),
);

/** The request is made in this account's name by a root user, user or role. */
export const byAccount = (account: string): Formula => and(isKind("iam"), isText(variable.account, account));

/** The request is made by this IAM principal: an ARN of a root user, a user or a role. @throws Error for another text */
export function byPrincipal(arn: string): Formula {
  const [, account, entity] = /^arn:aws:iam::(\d{12}):(root|user\/.+|role\/.+)$/.exec(arn) ?? [];
  if (account === undefined || entity === undefined)
    throw new Error(`"${arn}" is not an IAM principal; accepted: the ARNs of a root user, a user or a role`);
  return and(byAccount(account), isText(variable.entity, entity));
}
