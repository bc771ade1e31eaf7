/** A type of resource that the kit knows: what is not known is not judged, and a stack with it cannot be approved. */
export interface KnownType {
  /** Type token, for example `aws:ec2/vpc:Vpc`. */
  type: string;
  /** `judged`: rules and proofs read its inputs; `forbidden`: a rule refuses every one of it; `harmless`: nothing of it needs to be judged. */
  how: "judged" | "harmless" | "forbidden";
  /** What judges it, or why nothing has to. */
  because: string;
}
