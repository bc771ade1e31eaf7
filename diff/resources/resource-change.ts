/** What an update does to a resource, in the words of Pulumi's own plan. */
export type Operation = "create" | "update" | "replace" | "delete";

/** One property that is different. */
export interface PropertyChange {
  /** For example `spec.template.spec.containers[0].image`; `options.protect`, `options.retainOnDelete` and `options.provider` are no inputs. */
  path: string;
  kind: "add" | "remove" | "change";
  /** Absent where it was not there. A secret is `[secret]`; a value that only a deployment knows is a symbol. */
  before?: unknown;
  after?: unknown;
  /** Whether the provider cannot change it in place. */
  replaces: boolean;
}

/** One resource that is not the same on both sides. */
export interface ResourceChange {
  operation: Operation;
  /** URN at the head, of a deleted one at the base. */
  urn: string;
  /** URN at the base, where an alias says that it is the same resource under another name or parent. */
  formerUrn?: string;
  type: string;
  name: string;
  /** Of the base: what is protected or retained is to be lifted before it can be replaced or deleted. */
  protect: boolean;
  retainOnDelete: boolean;
  properties: PropertyChange[];
  /** URNs of resources whose outputs will be others, because of which this one is updated or replaced as well. */
  because?: string[];
}
