import { z } from "zod";

/** Columns of the diagram, from those who ask to what the keep asks. */
export const zones = ["clients", "entry", "workloads", "services"] as const;

/** Somebody or something that a flow begins or ends at. */
export const partySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  zone: z.enum(zones),
  /** What it is, in a few words. */
  detail: z.string(),
  /** Where it may be, as ranges `10.0.0.0-10.0.255.255` and prefix lists; of one outside, whence it is let in. Empty where it has no address of its own. */
  addresses: z.array(z.string()),
  /** By what it is known beside its address: principals, or a namespace with labels. */
  identities: z.array(z.string()),
});

/** Connections that are allowed; what is not listed is not. */
export const flowSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  /** For example `TCP 8443`. */
  on: z.string(),
  /** Names of the resources that allow it. */
  by: z.array(z.string()),
});

export const flowsSchema = z.strictObject({
  parties: z.array(partySchema),
  flows: z.array(flowSchema),
  /** What could not be read, so that the table is not whole. */
  unknown: z.array(z.string()),
});

export type Zone = (typeof zones)[number];
export type Party = z.infer<typeof partySchema>;
export type Flow = z.infer<typeof flowSchema>;
export type Flows = z.infer<typeof flowsSchema>;
