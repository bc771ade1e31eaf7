import { z } from "zod";

/** Kinds of policy documents: of a resource, a key, an identity, a VPC endpoint, or the trust policy of a role. */
export const policyKinds = ["resource", "key", "identity", "endpoint", "trust"] as const;

/** A policy document of the stack, as text with symbolic outputs. */
export const policySchema = z.strictObject({
  /** Resource and input, for example `BucketPolicy vault-bucket-policy, policy`: its identity across reports. */
  name: z.string(),
  urn: z.string(),
  kind: z.enum(policyKinds),
  document: z.string(),
});

/** A principal named by a resource, which may connect, log in, or act. */
export const principalSchema = z.strictObject({
  principal: z.string(),
  /** What it may do, in a few words. */
  may: z.string(),
  /** The resource that names it. */
  by: z.string(),
});

export type ReportedPolicy = z.infer<typeof policySchema>;
export type ReportedPrincipal = z.infer<typeof principalSchema>;
