import { containersOf, podsOf } from "../rule/pods.ts";
import type { Stack } from "../rule/stack.ts";
import type { Subject } from "../rule/subject.ts";
import type { Truth } from "../rule/truth.ts";
import { servesModel } from "../rule/vllm.ts";
import { keepNamespaces } from "./names.ts";

/** Whether a pod of a resource serves a model. */
export const servesAModel = (subject: Subject): Truth =>
  podsOf(subject)
    .some((pod) => containersOf(pod).some(servesModel))
    .at("spec");

/** Whether a resource belongs to a keep, by its name, its namespace or its component. */
const isPart = (subject: Subject): boolean =>
  subject.type.startsWith("modelkeep:kubernetes:") ||
  (subject.type.startsWith("kubernetes:") &&
    (subject.at("metadata", "namespace").is(...keepNamespaces).state === "yes" ||
      (subject.type === "kubernetes:core/v1:Namespace" && subject.at("metadata", "name").is(...keepNamespaces).state === "yes")));

/** Whether there must be a keep: one of its resources exists, or a model is served. */
export const keepIsPresent = (stack: Stack): boolean =>
  stack.subjects.some((subject) => isPart(subject) || servesAModel(subject).state !== "no");
