import { packageOf } from "../../engine/in-process/urn.ts";
import { canonicalQuantity, isQuantity } from "./quantity.ts";

type Inputs = Readonly<Record<string, unknown>>;

/** Inputs without explicit defaults, so that setting or omitting them is not a change. */
export function comparable(type: string, inputs: Inputs): Inputs {
  if (packageOf(type) !== "kubernetes") return withoutAbsent(inputs) as Inputs;
  const object = (isBuiltIn(type) ? withoutEmpty(withSpec(inputs)) : withoutAbsent(inputs)) as Inputs;
  const metadata = object["metadata"];
  // The provider sets the namespace `default` where none is given.
  if (!isRecord(metadata) || metadata["namespace"] !== "default") return object;
  const { namespace: _default, ...rest } = metadata;
  return { ...object, metadata: rest };
}

/** Built-in Kubernetes kinds, which the provider parses into their Go types; others are compared as written. */
function isBuiltIn(type: string): boolean {
  const group = type.split(":")[1]!.split("/")[0]!;
  return !group.includes(".") || (group.endsWith(".k8s.io") && !group.endsWith("x-k8s.io"));
}

/** With the quantities in its spec in canonical form; data and metadata have none. */
function withSpec(inputs: Inputs): Inputs {
  return "spec" in inputs ? { ...inputs, spec: withQuantities(inputs["spec"]) } : inputs;
}

function withQuantities(value: unknown, field = "", parent?: string): unknown {
  if (Array.isArray(value)) return value.map((one) => withQuantities(one));
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withQuantities(one, key, field)]));
  if (!isQuantity(field, parent) || (typeof value !== "string" && typeof value !== "number")) return value;
  return canonicalQuantity(String(value));
}

/** Without fields that are false or empty, which Go omits; list elements are kept, because an empty rule in a list has a meaning. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!isRecord(value)) return value;
  const inner = Object.entries(value).map(([key, one]) => [key, withoutEmpty(one)] as const);
  return Object.fromEntries(
    inner.filter(([, one]) => one !== false && one !== "" && one !== null && one !== undefined && !isEmptyRecord(one)),
  );
}

/** Without null fields, which Pulumi treats as absent. */
function withoutAbsent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAbsent);
  if (!isRecord(value)) return value;
  const inner = Object.entries(value).map(([key, one]) => [key, withoutAbsent(one)] as const);
  return Object.fromEntries(inner.filter(([, one]) => one !== null && one !== undefined));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const isEmptyRecord = (value: unknown) => isRecord(value) && Object.keys(value).length === 0;
