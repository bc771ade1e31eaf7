/** What an update does to a resource, in the terms of a Pulumi plan. */
export type Operation = "create" | "update" | "replace" | "delete";

/** A property that differs. */
export interface PropertyChange {
  /**
   * For example `spec.template.spec.containers[0].image`; `options.protect`, `options.retainOnDelete` and `options.provider` are not
   * inputs.
   */
  path: string;
  kind: "add" | "remove" | "change";
  /** Absent where it was not set. A secret is `[secret]`; a value known only after deployment is a symbol. */
  before?: unknown;
  after?: unknown;
  /** Whether the provider cannot update it in place. */
  replaces: boolean;
}

/** A resource that differs between both sides. */
export interface ResourceChange {
  operation: Operation;
  /** URN at the head; for a deleted resource, at the base. */
  urn: string;
  /** URN at the base, where an alias identifies it as the same resource under another name or parent. */
  formerUrn?: string;
  type: string;
  name: string;
  /** At the base: protection has to be lifted before a resource can be replaced or deleted. */
  protect: boolean;
  retainOnDelete: boolean;
  properties: PropertyChange[];
  /** URNs of resources whose outputs change, which causes this one to be updated or replaced. */
  because?: string[];
}
