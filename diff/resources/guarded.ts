import type { ResourceChange } from "./resource-change.ts";

/** Whether a resource is protected, or retained when it is removed. */
export const isGuarded = ({ protect, retainOnDelete }: Pick<ResourceChange, "protect" | "retainOnDelete">): boolean =>
  protect || retainOnDelete;

/** Whether a protected or retained resource would be replaced or deleted, which is irreversible. */
export const endsGuarded = (resource: ResourceChange): boolean =>
  (resource.operation === "replace" || resource.operation === "delete") && isGuarded(resource);
