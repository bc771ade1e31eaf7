import { z } from "zod";
import { release } from "../sourced.ts";

const count = z.int().positive();
const keyName = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/);

/** A person or machine whose records count: its Ed25519 public key, DER (SubjectPublicKeyInfo) in base64. */
export const validationKeySchema = z.strictObject({ name: keyName, publicKey: z.base64(), date: z.iso.date() });

/** One run of a rendered model server on real GPUs, as `dev/gpu-check` writes it. */
export const validatedConfigurationSchema = z.strictObject({
  schema: z.literal(1),
  date: z.iso.date(),
  /** Name of the key that signed it. */
  by: keyName,
  model: z.string().min(1),
  /** Release that the server printed, and the image by digest. */
  vllm: release,
  image: z.string().regex(/@sha256:[0-9a-f]{64}$/),
  /** As the driver names it, the GPUs of one node, and the nodes of the replica. */
  gpu: z.strictObject({ name: z.string().min(1), memoryMiB: count, driver: z.string().min(1) }),
  gpus: count,
  nodes: count,
  /** The container's command with its arguments, and its variables, to the letter. */
  command: z.array(z.string()).min(1),
  environment: z.record(z.string(), z.string()),
  seconds: z.strictObject({
    /** From the start of the container to its first token. */
    start: z.number().positive(),
    /** From SIGTERM to its end, idle. */
    end: z.number().positive().nullable(),
  }),
  /** Everything that the server printed until its first token. */
  log: z.string().min(1),
  /** Ed25519 over all other fields, in base64. */
  signature: z.base64(),
});

export type ValidationKey = z.infer<typeof validationKeySchema>;
export type ValidatedConfiguration = z.infer<typeof validatedConfigurationSchema>;
