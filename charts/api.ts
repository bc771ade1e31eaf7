/**
 * `modelkeep/charts`: the Kubernetes objects of a keep, as pure functions of plain values.
 * @packageDocumentation
 */
export { type Connection, connections } from "./connection.ts";
export { type ChartTexts, keepPhases, type Phase } from "./keep.ts";
export type { ClientSpec, KeepSpec, Lockfile, ServerLayout, WeightsSource } from "./keep-spec.ts";
export type { ChartObject } from "./kubernetes/kinds.ts";
export type { KubernetesObject } from "./kubernetes-object.ts";
export { LockfileError, lockfileText, parseLockfile } from "./weights/lockfile.ts";
