import { formatRange } from "../../network-range/range.ts";
import type { KeyUses } from "./condition.ts";
import { isImplied, presenceOf } from "./context-key.ts";
import type { Assignment } from "./formula.ts";
import type { Principal, Request } from "./request.ts";
import { principalKinds, variable } from "./request-variables.ts";

/** The value of one key as a text, however it was compared. */
function textOf(name: string, { texts, numbers, addresses }: Assignment, family: string): string {
  if (family === "number") return String(numbers[name] ?? 0);
  if (family === "date") return dateOf(numbers[name] ?? 0);
  const address = addresses[name];
  if (family === "address") return address ? formatRange({ ...address, last: address.first }) : "192.0.2.1";
  return texts[name] ?? "any";
}

/** A date of ISO 8601, or what it cannot say in seconds since 1970, which IAM reads as well. */
const dateOf = (seconds: number): string => (Number.isInteger(seconds) ? new Date(seconds * 1000).toISOString() : String(seconds));

function principalOf({ flags, texts }: Assignment): Principal {
  const kind = principalKinds.find((one) => flags[`principal is ${one}`]) ?? "anonymous";
  if (kind === "service") return { kind, name: texts[variable.service] ?? "any.amazonaws.com" };
  if (kind === "federated") return { kind, provider: texts[variable.provider] ?? "any" };
  if (kind === "anonymous") return { kind };
  const arn = `arn:aws:iam::${texts[variable.account] ?? "999999999999"}:${texts[variable.entity] ?? "role/any"}`;
  const session = texts[variable.session];
  return { kind, arn, ...(session === undefined || !arn.includes(":role/") ? {} : { session }) };
}

function resourceOf({ flags, texts }: Assignment): string {
  if (flags["resource is *"]) return "*";
  const [service, region, account, rest] = [
    texts[variable.resourceService] ?? "any",
    texts[variable.resourceRegion] ?? "",
    texts[variable.resourceAccount] ?? "",
    texts[variable.resourceRest] ?? "any",
  ];
  return `arn:aws:${service}:${region}:${account}:${rest}`;
}

/** The request that an answer of the solver describes. */
export function requestOf(values: Assignment, uses: KeyUses): Request {
  const context: Record<string, string | string[]> = {};
  for (const [key, { families, values: count }] of uses) {
    if (isImplied(key) && key !== "kms:calleraccount") continue;
    const family = [...families][0] ?? "text";
    const present = (name: string) => values.flags[presenceOf(name)] ?? false;
    if (count > 0) {
      const names = Array.from({ length: count }, (_, i) => `${key}[${i}]`).filter(present);
      if (names.length > 0) context[key] = [...new Set(names.map((name) => textOf(name, values, family)))];
    } else if (present(key) || key === "aws:securetransport") context[key] = textOf(key, values, family);
  }
  return { principal: principalOf(values), action: values.texts[variable.action] ?? "any:any", resource: resourceOf(values), context };
}

/** A request without the keys that its answer does not depend on, so that a reader sees what matters. */
export function withoutNeedless(request: Request, isAnswer: (request: Request) => boolean): Request {
  let plain = request;
  for (const key of Object.keys(request.context).filter((one) => one !== "aws:securetransport")) {
    const { [key]: _left, ...context } = plain.context;
    if (isAnswer({ ...plain, context })) plain = { ...plain, context };
  }
  return plain;
}
