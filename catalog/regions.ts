import { z } from "zod";
import data from "./data/regions.json" with { type: "json" };
import { sourced } from "./sourced.ts";

const account = z.string().regex(/^\d{12}$/);

/** One commercial AWS region with EKS. */
export const regionSchema = z.strictObject({
  name: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/),
  /** Location, in AWS's words. */
  label: z.string(),
  /** Letters of its availability zones; null when they are not known or differ between accounts: settings then list the zones. */
  zoneLetters: z
    .array(z.string().regex(/^[a-z]$/))
    .min(2)
    .nullable(),
  /** AWS account that publishes the images of EKS add-ons in this region. */
  eksRegistryAccount: account,
  /** GuardDuty's account that publishes its agent in addition to the EKS account; null when the agent comes only from the EKS account. */
  guardDutyRegistryAccount: account.nullable(),
});

/** The file of regions: each column has its own source and date. */
export const regionsFileSchema = z.strictObject({
  zones: z.strictObject(sourced),
  eksRegistry: z.strictObject(sourced),
  guardDutyRegistry: z.strictObject(sourced),
  regions: z.array(regionSchema),
});

export type Region = z.infer<typeof regionSchema>;

/** Commercial regions with EKS. GovCloud and China are other partitions, with other names for most things here. */
export const regions = data.regions as readonly Region[];

/** The region with this name, for example `eu-central-1`; undefined when the catalog has none. */
export function findRegion(name: string): Region | undefined {
  return regions.find((region) => region.name === name);
}

/** Names that settings may use. */
export function regionNames(): string[] {
  return regions.map(({ name }) => name);
}
