import { z } from "zod";

/** How a policy document decides: of a resource, of whoever carries it, of an endpoint that requests pass, of a role that is assumed. */
export const policyKinds = ["resource", "key", "identity", "endpoint", "trust"] as const;

/** A policy document of the stack, as text with outputs named. */
export const policySchema = z.strictObject({
  /** Resource and input, for example `BucketPolicy vault-bucket-policy, policy`: by which two reports know it again. */
  name: z.string(),
  urn: z.string(),
  kind: z.enum(policyKinds),
  document: z.string(),
});

/** Somebody whom a resource names: who may come in, log in, or act. */
export const principalSchema = z.strictObject({
  principal: z.string(),
  /** What it may do, in a few words. */
  may: z.string(),
  /** The resource that names it. */
  by: z.string(),
});

export type ReportedPolicy = z.infer<typeof policySchema>;
export type ReportedPrincipal = z.infer<typeof principalSchema>;
