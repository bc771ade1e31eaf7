import type { SubjectSource } from "../../policies/rule/subject.ts";
import { UNKNOWN } from "../../policies/rule/unknown.ts";
import { edited, path } from "./edit.ts";

/**
 * How a rule is shown to work: the stack as it is must pass, and each edit must make it fail. An edit is a line:
 * - `PATH = JSON` sets an input of the resource, `PATH -` takes it away
 * - `remove NAME` takes a resource out of the stack, `unprotect` its protection
 */
export interface RuleCase {
  rule: string;
  /** Name of a resource of the largest examples, with its type's last part where two have that name; or a resource that is added. */
  on: string | { type: string; inputs: Record<string, unknown>; name?: string };
  fails: readonly string[];
  /** A case of Kubernetes that only the example on AWS shows. */
  onAws?: true;
  /**
   * Where the verdict must become "undecided" when the value there is unknown; left out: wherever an edit sets or takes away something.
   * `decided` says that the rule fails or passes whatever is unknown, since it looks at no value.
   */
  unknown?: readonly string[] | "decided";
  /** The added resource breaks the rule by being there. */
  forbidden?: true;
  /** The added resource is all there is: the examples themselves break the rule, which is advice. */
  alone?: true;
}

/** A case of a type that must not be there at all. */
export const forbiddenType = (rule: string, type: string, inputs: Record<string, unknown> = {}): RuleCase => ({
  rule,
  on: { type, inputs },
  fails: [],
  unknown: "decided",
  forbidden: true,
});

export type Stack = readonly SubjectSource[];

/** The stack of an example that a case starts from: for a rule about Kubernetes the one in a cluster, unless the case says otherwise. */
export function stackFor({ rule, onAws }: RuleCase, { aws, kubernetes }: { aws: Stack; kubernetes: Stack }): Stack {
  return rule.startsWith("kubernetes-") && !onAws ? kubernetes : aws;
}

/** The resource that a case is about. */
export function subjectOf({ on }: RuleCase, stack: Stack): SubjectSource {
  if (typeof on !== "string") return added(on);
  const [name, type] = on.split("|");
  const found = stack.filter(
    (one) => one.name === name && !one.type.startsWith("modelkeep:") && (type === undefined || one.type.endsWith(`:${type}`)),
  );
  if (found.length !== 1) throw new Error(`${found.length} resources are called ${on}`);
  return found[0]!;
}

const added = ({ type, inputs, name = "added" }: Exclude<RuleCase["on"], string>): SubjectSource => ({
  urn: `urn:pulumi:test::test::${type}::${name}`,
  type,
  name,
  inputs,
  protect: true,
});

/** The stack with the case's resource in it. */
export function baseOf(one: RuleCase, stack: Stack): Stack {
  return typeof one.on === "string" ? stack : [...(one.alone ? [] : stack), added(one.on)];
}

const replace = (stack: Stack, by: SubjectSource): Stack => stack.map((one) => (one.urn === by.urn ? by : one));

/** The stack after an edit. */
export function afterEdit(one: RuleCase, edit: string, stack: Stack): Stack {
  const base = baseOf(one, stack);
  const subject = subjectOf(one, stack);
  if (edit === "unprotect") return replace(base, { ...subject, protect: false });
  const removed = /^remove (.+)$/.exec(edit)?.[1];
  if (removed !== undefined) {
    const gone = subjectOf({ ...one, on: removed }, stack);
    return base.filter(({ urn }) => urn !== gone.urn);
  }
  const [, at = "", json] = /^(.+?) (?:= (.+)|-)$/.exec(edit) ?? [];
  if (at === "") throw new Error(`${edit} is no edit`);
  return replace(base, withValue(subject, at, json === undefined ? undefined : JSON.parse(json)));
}

function withValue(subject: SubjectSource, at: string, to: unknown): SubjectSource {
  const keys = path(at);
  // What an input was made from no longer says anything once it is written down.
  const { [String(keys[0])]: _, ...propertyDependencies } = subject.propertyDependencies ?? {};
  return { ...subject, inputs: edited(subject.inputs, keys, to) as Record<string, unknown>, propertyDependencies };
}

/** The stack with a value unknown, that an edit would have changed; undefined where the edit changes none. */
export function withUnknown(one: RuleCase, edit: string, stack: Stack): Stack | undefined {
  const base = baseOf(one, stack);
  if (edit === "unprotect") return undefined;
  const removed = /^remove (.+)$/.exec(edit)?.[1];
  if (removed !== undefined) return replace(base, forgetful(subjectOf({ ...one, on: removed }, stack)));
  const at = /^(.+?)(?: =.*| -)?$/.exec(edit)?.[1] ?? edit;
  return replace(base, withValue(subjectOf(one, stack), at, UNKNOWN));
}

/** A resource of which nothing says any more what its inputs are or were made from. */
function forgetful(subject: SubjectSource): SubjectSource {
  const inputs = Object.fromEntries(Object.keys(subject.inputs).map((key) => [key, UNKNOWN]));
  return { ...subject, inputs, propertyDependencies: {} };
}
