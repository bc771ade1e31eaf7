/** A resource type that the pack knows, and why a resource of it is no surprise. */
export interface KnownType {
  /** Type token, with API version and kind for Kubernetes. */
  type: string;
  /** Which rules and proofs judge it, or why it needs none. */
  because: string;
  /** `forbidden`: a rule refuses every one of it. */
  how: "judged" | "harmless" | "forbidden";
}
