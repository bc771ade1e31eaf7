/**
 * `modelkeep`: the program of a stack, and the keep as a component for other Pulumi programs.
 * @packageDocumentation
 */
export type { KubernetesObject } from "../charts/kubernetes-object.ts";
export { type DeployOptions, deployKeep } from "./deploy-keep.ts";
export { Keep } from "./keep-component.ts";
export { useProjectCatalog } from "./own-catalog/use.ts";
export type { KeepInput, KeepSettings } from "./settings/keep.ts";
