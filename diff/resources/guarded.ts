import type { ResourceChange } from "./resource-change.ts";

/** Whether the program guards a resource: it is protected, or left in place when it is removed. */
export const isGuarded = ({ protect, retainOnDelete }: Pick<ResourceChange, "protect" | "retainOnDelete">): boolean =>
  protect || retainOnDelete;

/** Whether a guarded resource would be replaced or deleted: what cannot be taken back. */
export const endsGuarded = (resource: ResourceChange): boolean =>
  (resource.operation === "replace" || resource.operation === "delete") && isGuarded(resource);
