import { always, and, type Formula, never, not, open, or } from "./formula.ts";
import { type Pattern, readPattern } from "./pattern.ts";
import type { Listed, PrincipalElement } from "./policy-document.ts";
import { byAccount, byPrincipal, isKind, isText, text, variable } from "./request-variables.ts";
import { unreadable } from "./unreadable.ts";

/** How a statement's principal takes a request. */
export interface PrincipalMatch {
  /** It names the caller itself: the user, the session, the service, or all principals. */
  named: Formula;
  /** It names the role in which the caller acts. */
  role: Formula;
  /** It names the caller's account, which is left to give the right on. */
  account: Formula;
}

const none: PrincipalMatch = { named: never, role: never, account: never };

/** It names the caller, directly or by its account. */
export const anyMatch = ({ named, role, account }: PrincipalMatch): Formula => or(named, role, account);

/** All principals: the match of a statement without a principal. */
export const allPrincipals: PrincipalMatch = { ...none, named: always };

const underAPath = (role: string): Pattern => ({
  parts: [{ text: "role/" }, { any: "many", segment: false }, { text: `/${role}` }],
  ignoreCase: false,
});

/** A role in one session. The ARN of a session leaves out the path of its role. */
function bySession(account: string, role: string, session: string): Formula {
  const isRole = or(isText(variable.entity, `role/${role}`), text(variable.entity, underAPath(role)));
  return and(byAccount(account), isRole, isText(variable.session, session));
}

function aws(name: string): PrincipalMatch {
  const readable = readPattern(name, { wildcards: false, variables: false });
  if ("unreadable" in readable) return { ...none, named: unreadable(readable, "principal") };
  if (name === "*") return allPrincipals;
  const [, account] = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(name) ?? [];
  if (account !== undefined) return { ...none, account: byAccount(account) };
  const [, kind] = /^arn:aws:iam::\d{12}:(user|role)\/[^*?]+$/.exec(name) ?? [];
  if (kind !== undefined) return { ...none, [kind === "role" ? "role" : "named"]: byPrincipal(name) };
  const [, of, role, session] = /^arn:aws:sts::(\d{12}):assumed-role\/([^/*?]+)\/([^/*?]+)$/.exec(name) ?? [];
  if (of !== undefined && role !== undefined && session !== undefined) return { ...none, named: bySession(of, role, session) };
  return { ...none, named: open(`the principal ${name}`, `principal ${name}`) };
}

function other(kind: "service" | "federated", of: string, name: string): PrincipalMatch {
  const pattern = readPattern(name, { wildcards: false, variables: false });
  return { ...none, named: "unreadable" in pattern ? unreadable(pattern, "principal") : and(isKind(kind), text(of, pattern)) };
}

const kinds: Record<string, (name: string) => PrincipalMatch> = {
  AWS: aws,
  Service: (name) => other("service", variable.service, name),
  Federated: (name) => other("federated", variable.provider, name),
};

/**
 * Whom a statement is about. `NotPrincipal` is about allPrincipals who is named in none of its lines, by account neither.
 * Source: "AWS JSON policy elements: Principal" and "NotPrincipal" in the IAM user guide.
 */
export function principalMatch({ not: negated, list }: Listed<PrincipalElement>): PrincipalMatch {
  const strange = (kind: string, name: string) => ({ ...none, named: open(`the principal ${kind} ${name}`, `principal ${kind} ${name}`) });
  const lines =
    list === "*"
      ? [allPrincipals]
      : Object.entries(list).flatMap(([kind, names]) => names.map((name) => kinds[kind]?.(name) ?? strange(kind, name)));
  const all: PrincipalMatch = {
    named: or(...lines.map(({ named }) => named)),
    role: or(...lines.map(({ role }) => role)),
    account: or(...lines.map(({ account }) => account)),
  };
  return negated ? { ...none, named: not(anyMatch(all)) } : all;
}
