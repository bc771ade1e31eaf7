import { forbid, need, type Outcome } from "../rule/outcome.ts";
import { about, type StackOutcome } from "../rule/rule.ts";
import type { Stack } from "../rule/stack.ts";
import type { Subject } from "../rule/subject.ts";
import { Truth } from "../rule/truth.ts";
import { examine } from "../shape/examine.ts";
import { judgedKubernetesTypes } from "../types/kubernetes.ts";
import { systemNamespaces } from "./names.ts";
import type { Area, KeepObject } from "./object.ts";
import { keepObjects } from "./objects.ts";
import { isInKeep, keepIsPresent, servesAModel } from "./presence.ts";

const keyOf = (type: string, namespace: string | undefined, name: string) => `${type} ${namespace ?? ""}/${name}`;

/** Namespace and name of an object as one text; undefined where a preview does not know them. */
function keyOfSubject(subject: Subject): string | undefined {
  const text = (field: string) =>
    subject.at("metadata", field).when<string | undefined>({ known: String, unknown: () => undefined, absent: () => "" });
  const [namespace, name] = [text("namespace"), text("name")];
  return namespace === undefined || name === undefined ? undefined : keyOf(subject.type, namespace, name);
}

/** What differs between the objects of an area and their shapes. */
export function shapeDifferences(stack: Stack, area: Area): StackOutcome[] {
  const own = ownObjects(stack).filter(({ object }) => object.area === area);
  stack.look(own.map(({ subject }) => subject));
  return own.flatMap(({ subject, object }) => about(subject, examine(subject.at(), object.shape())));
}

const paired = new WeakMap<Stack, { subject: Subject; object: KeepObject }[]>();

/** Objects of the stack that are the keep's, with their shapes. */
function ownObjects(stack: Stack): { subject: Subject; object: KeepObject }[] {
  const known = paired.get(stack);
  if (known) return known;
  const shapes = new Map(keepObjects(stack).objects.map((object) => [keyOf(object.type, object.namespace, object.name), object]));
  const found = stack.peek(...judgedKubernetesTypes).flatMap((subject) => {
    const key = keyOfSubject(subject);
    const object = key === undefined ? undefined : shapes.get(key);
    return object ? [{ subject, object }] : [];
  });
  paired.set(stack, found);
  return found;
}

/** Whether an object is one of the keep's. */
export const isOfKeep = (stack: Stack, subject: Subject): boolean => ownObjects(stack).some((pair) => pair.subject === subject);

/** Whether an object is in a namespace of a keep or of the cluster, in which only the keep may have objects, or is one of a second keep. */
const isInClosedNamespace = (subject: Subject): Truth =>
  isInKeep(subject).or(subject.at("metadata", "namespace").matches(systemNamespaces));

/** Objects of a keep that are missing or duplicate, and other objects in its namespaces. */
export function gaps(stack: Stack): StackOutcome[] {
  if (!keepIsPresent(stack)) return [];
  const { objects, doubts } = keepObjects(stack);
  const found = ownObjects(stack);
  stack.look(found.map(({ subject }) => subject));
  const missing = objects.filter((object) => !found.some((pair) => pair.object === object));
  const twice = found.filter((pair, i) => found.findIndex(({ object }) => object === pair.object) < i);
  const unexpected = stack.subjects.filter(
    (subject) => subject.type.startsWith("kubernetes:") && !found.some((pair) => pair.subject === subject),
  );
  const lacks = missing.map(
    ({ type, namespace, name }) => `${type.split(":").at(-1)} ${namespace === undefined ? name : `${namespace}/${name}`}`,
  );
  return [
    ...(lacks.length > 0 ? missed(stack, lacks, unexpected) : []),
    ...twice.flatMap(({ subject }) =>
      about(subject, [violation("metadata.name", "exists twice: the one that is applied last wins; accepted: one")]),
    ),
    ...unexpected.flatMap((subject) =>
      about(subject, [
        ...strange(subject, doubts),
        ...forbid(servesAModel(subject), "serves a model outside of the keep, without its controls; accepted: the keep's own server"),
      ]),
    ),
  ];
}

/** An object whose name is not known may be the one that is missing. */
function missed(stack: Stack, lacks: readonly string[], unexpected: readonly Subject[]): StackOutcome[] {
  const message = `lacks ${lacks.join(", ")}; accepted: a keep with all its objects`;
  const unknown = unexpected.filter((subject) => keyOfSubject(subject) === undefined).map(({ name }) => `the name of ${name}`);
  return about(stack.root, unknown.length > 0 ? need(Truth.unknown(unknown), message, "keep") : [violation("keep", message)]);
}

function strange(subject: Subject, doubts: readonly string[]): Outcome[] {
  const message =
    "is not one of the keep's objects, and its namespaces and the cluster's have no others; accepted: a namespace of your own";
  const inside = isInClosedNamespace(subject);
  const named = keyOfSubject(subject) !== undefined;
  const unsure = [...doubts, ...(named ? [] : ["metadata.name"])];
  return need(inside.not().or(unsure.length > 0 ? Truth.unknown(unsure) : Truth.of(false)), message, "metadata");
}

const violation = (path: string, message: string): Outcome => ({ kind: "violation", path, message });
