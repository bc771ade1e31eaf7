import { examineStack, examineSubject } from "../../../policies/judge/examine.ts";
import { ruleSettings } from "../../../policies/judge/pack-config.ts";
import { isStackRule, type StackRule } from "../../../policies/rule/rule.ts";
import { Stack } from "../../../policies/rule/stack.ts";
import { Subject, type SubjectSource } from "../../../policies/rule/subject.ts";
import { rules } from "../../../policies/rules.ts";
import { type Harmless, harmlessAnywhere } from "./harmless.ts";
import { harmlessOnAws } from "./harmless-aws.ts";
import { harmlessInKubernetes } from "./harmless-kubernetes.ts";
import { requiredInputs } from "./required.ts";
import { typesAskedFor } from "./types-asked-for.ts";
import { type Weakening, weakenings } from "./weakening.ts";

/** A weakening and what became of it. */
export interface Verdict {
  /** `<type> <operation> <path>`, places in lists as `#`. */
  key: string;
  resource: string;
  stack: string;
  /** Rules that find something that they did not find before. */
  caught: readonly string[];
  /** Why nothing has to be found, where nothing was. */
  harmless: Harmless | undefined;
}

export const harmless: readonly Harmless[] = [...harmlessAnywhere, ...harmlessOnAws, ...harmlessInKubernetes];

const today = "2026-11-25";
const settings = ruleSettings(rules);
const resourceRules = rules.filter((rule) => !isStackRule(rule));
const stackRules = rules.filter(isStackRule);

function ofResource(source: SubjectSource): string[] {
  const subject = new Subject(source);
  const found = resourceRules.flatMap((rule) => examineSubject(rule, subject, settings.get(rule.name)!, [], today));
  return found.filter(({ kind }) => kind === "violation").map(({ rule, path, message }) => `${rule} ${path} ${message}`);
}

function ofStack(asked: readonly StackRule[], sources: readonly SubjectSource[]): string[] {
  const stack = new Stack(sources);
  const found = asked.flatMap((rule) => examineStack(rule, stack, settings.get(rule.name)!, [], today));
  return found.filter(({ kind }) => kind === "violation").map(({ rule, urn, path, message }) => `${rule} ${urn} ${path} ${message}`);
}

const named = (found: readonly string[], before: ReadonlySet<string>) => [
  ...new Set(found.filter((one) => !before.has(one)).map((one) => one.split(" ")[0]!)),
];

export const keyOf = ({ source, operation, path }: Weakening): string =>
  `${source.type.split(":").at(-1)} ${operation} ${path.map((part) => (typeof part === "number" ? "#" : part)).join(" ")}`;

/** Refused before any rule is asked: an input that the SDK requires, or a resource that others are made from. */
function refused({ source, operation, path }: Weakening, usedBy: ReadonlySet<string>): Harmless | undefined {
  const at = String(path[0]);
  if (operation === "drop" && path.length === 1 && requiredInputs(source.type).includes(at))
    return { match: /^/, why: "the SDK refuses to make it without" };
  if (operation === "remove" && usedBy.has(source.urn))
    return { match: /^/, why: "others are made from it, so the program does not run without; their inputs are tried one by one" };
  return undefined;
}

/** Every weakening of every resource of a stack, judged. */
export function judgeAll(stack: string, sources: readonly SubjectSource[]): Verdict[] {
  const before = new Set(ofStack(stackRules, sources));
  const asking = stackRules.map((rule) => ({ rule, types: typesAskedFor(rule, settings.get(rule.name)!.config, sources) }));
  const usedBy = new Set(sources.flatMap(({ propertyDependencies = {} }) => Object.values(propertyDependencies).flat()));
  const real = sources.filter(({ type }) => !type.startsWith("modelkeep:") && !type.startsWith("pulumi:"));
  return real.flatMap((source) => {
    const own = new Set(ofResource(source));
    // A rule that asked for no resource of this type sees the same stack, whatever becomes of the resource.
    const concerned = asking.filter(({ types }) => types === "all" || types.has(source.type)).map(({ rule }) => rule);
    return weakenings(source).map((weakening): Verdict => {
      const { instead } = weakening;
      const byResource = instead ? named(ofResource(instead), own) : [];
      const weakened = sources.flatMap((one) => (one.urn === source.urn ? (instead ?? []) : one));
      const caught = [...byResource, ...(concerned.length > 0 ? named(ofStack(concerned, weakened), before) : [])];
      const key = keyOf(weakening);
      const reason = caught.length > 0 ? undefined : (refused(weakening, usedBy) ?? harmless.find(({ match }) => match.test(key)));
      return { key, resource: source.name, stack, caught, harmless: reason };
    });
  });
}

/** Resources of types that stand in no example, each added to nothing: a rule that forbids them finds them at once. */
export function judgeAdditions(sources: readonly SubjectSource[]): Verdict[] {
  return sources.flatMap((source): Verdict[] => {
    const caught = named(ofResource(source), new Set());
    const key = `${source.type.split(":").at(-1)} add `;
    return caught.length > 0 ? [{ key, resource: source.type, stack: "added", caught, harmless: undefined }] : [];
  });
}
