import type { Subject } from "./subject.ts";
import { Truth } from "./truth.ts";

/** Whether an object is in a namespace of the program. */
export function inNamespace(object: Subject, namespace: Subject): Truth {
  return namespace.at("metadata", "name").when({
    known: (name) => object.at("metadata", "namespace").is(String(name)),
    unknown: (because) => Truth.unknown([because], "metadata.namespace"),
    absent: () => Truth.of(false, "metadata.namespace"),
  });
}
