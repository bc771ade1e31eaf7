import { parseCidr } from "../../network-range/cidr.ts";
import type { KeyUses } from "./condition.ts";
import { secondsOf } from "./condition-operator.ts";
import { isImplied, presenceOf } from "./context-key.ts";
import type { Assignment } from "./formula.ts";
import { type PrincipalKind, principalKinds, variable } from "./request-variables.ts";

/** Who asks. */
export type Principal =
  /** ARN of a root user, a user or a role; for a role that acts, the name of its session. */
  | { kind: "iam"; arn: string; session?: string }
  | { kind: "service"; name: string }
  | { kind: "federated"; provider: string }
  | { kind: "anonymous" };

/** One request, with nothing left open. */
export interface Request {
  principal: Principal;
  /** In small letters, for example `s3:getobject`. */
  action: string;
  /** An ARN, or `*` for no resource in particular. */
  resource: string;
  /** Keys in small letters. Keys that follow from who asks are not among them, and a key that is missing in the request is missing here. */
  context: Readonly<Record<string, string | readonly string[]>>;
}

const flagOf = (kind: PrincipalKind) => `principal is ${kind}`;

function principalTexts(principal: Principal): Record<string, string> {
  if (principal.kind === "service") return { [variable.service]: principal.name };
  if (principal.kind === "federated") return { [variable.provider]: principal.provider };
  if (principal.kind === "anonymous") return {};
  const [, , , , account = "", ...entity] = principal.arn.split(":");
  return {
    [variable.account]: account,
    [variable.entity]: entity.join(":"),
    ...(principal.session === undefined ? {} : { [variable.session]: principal.session }),
  };
}

function resourceTexts(resource: string): Record<string, string> {
  const [, , service = "", region = "", account = "", ...rest] = resource.split(":");
  return {
    [variable.resourceService]: service,
    [variable.resourceRegion]: region,
    [variable.resourceAccount]: account,
    [variable.resourceRest]: rest.join(":"),
  };
}

/** A request as values of the variables of formulas over it. @param uses how the policies compare each key */
export function assignmentOf({ principal, action, resource, context }: Request, uses: KeyUses): Assignment {
  const flags: Record<string, boolean> = { ...Object.fromEntries(principalKinds.map((kind) => [flagOf(kind), kind === principal.kind])) };
  flags["resource is *"] = resource === "*";
  const texts: Record<string, string> = { ...principalTexts(principal), [variable.action]: action };
  if (resource !== "*") Object.assign(texts, resourceTexts(resource));
  const numbers: Record<string, number> = {};
  const addresses: Record<string, Assignment["addresses"][string]> = {};
  for (const [key, value] of Object.entries(context)) {
    if (isImplied(key) && key !== "kms:calleraccount") continue;
    const many = (uses.get(key)?.values ?? 0) > 0;
    [value].flat().forEach((one, i) => {
      const name = many ? `${key}[${i}]` : key;
      flags[presenceOf(name)] = true;
      texts[name] = one;
      if (/^-?\d+(\.\d+)?$/.test(one)) numbers[name] = Number(one);
      else if (secondsOf(one) !== undefined) numbers[name] = secondsOf(one)!;
      if (/^[\d.]+$|:/.test(one)) addAddress(addresses, name, one);
    });
  }
  return { flags, texts, numbers, addresses };
}

function addAddress(addresses: Record<string, Assignment["addresses"][string]>, name: string, text: string): void {
  try {
    addresses[name] = parseCidr(`${text}/${text.includes(":") ? 128 : 32}`);
  } catch {
    // It is a text with colons or dots, and no address.
  }
}
