import { containersOf, podsOf } from "../rule/pods.ts";
import type { Stack } from "../rule/stack.ts";
import type { Subject } from "../rule/subject.ts";
import { allOf, Truth } from "../rule/truth.ts";
import { servesModel } from "../rule/vllm.ts";
import { namespaceOfKeep, servingNamespaceOfKeep } from "./names.ts";

/** Whether a pod of a resource serves a model. */
export const servesAModel = (subject: Subject): Truth =>
  podsOf(subject)
    .some((pod) => containersOf(pod).some(servesModel))
    .at("spec");

const namespaceType = "kubernetes:core/v1:Namespace";

/** Whether an object is in a namespace of a keep, by how that is called, or is such a namespace. */
export const isInKeep = (subject: Subject): Truth =>
  subject
    .at("metadata", "namespace")
    .matches(namespaceOfKeep)
    .or(allOf([Truth.of(subject.type === namespaceType), subject.at("metadata", "name").matches(namespaceOfKeep)]));

/** Whether a resource belongs to a keep, by its name, its namespace or its component. */
const isPart = (subject: Subject): boolean =>
  subject.type.startsWith("modelkeep:kubernetes:") || (subject.type.startsWith("kubernetes:") && isInKeep(subject).state === "yes");

/** Whether there must be a keep: one of its resources exists, or a model is served. */
export const keepIsPresent = (stack: Stack): boolean =>
  stack.subjects.some((subject) => isPart(subject) || servesAModel(subject).state !== "no");

const namesIn = (subjects: readonly Subject[], field: "name" | "namespace"): string[] =>
  subjects.flatMap((subject) =>
    subject
      .at("metadata", field)
      .texts()
      .flatMap((text) => servingNamespaceOfKeep.exec(text)?.slice(1, 2) ?? []),
  );

/**
 * The name of the keep of a stack: that of its serving namespace, or where that is not there, of the namespace in which its other objects are.
 * A stack has one keep: no object of a second one is part of it.
 */
export function keepNameIn(stack: Stack): string | undefined {
  const [own] = namesIn(stack.peek(namespaceType), "name");
  return own ?? namesIn(stack.peek(...namespacedTypes), "namespace")[0];
}

/** Types of which every keep has objects in its serving namespace. */
const namespacedTypes = [
  "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  "kubernetes:core/v1:ServiceAccount",
  "kubernetes:core/v1:Service",
];
