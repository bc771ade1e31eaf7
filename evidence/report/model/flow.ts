import { z } from "zod";

/** Columns of the diagram, from callers to the services that the keep calls. */
export const zones = ["clients", "entry", "workloads", "services"] as const;

/** Source or destination of a flow. */
export const partySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  zone: z.enum(zones),
  /** What it is, in a few words. */
  detail: z.string(),
  /**
   * Its addresses, as ranges `10.0.0.0-10.0.255.255` and prefix lists; for an outside party, the admitted sources. Empty without own
   * addresses.
   */
  addresses: z.array(z.string()),
  /** Identities other than addresses: principals, or a namespace with labels. */
  identities: z.array(z.string()),
});

/** Allowed connections; all others are denied. */
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
  /** What could not be read, so that the table may be incomplete. */
  unknown: z.array(z.string()),
});

export type Zone = (typeof zones)[number];
export type Party = z.infer<typeof partySchema>;
export type Flow = z.infer<typeof flowSchema>;
export type Flows = z.infer<typeof flowsSchema>;
