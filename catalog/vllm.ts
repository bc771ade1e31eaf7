import { z } from "zod";
import data from "./data/vllm-advisories.json" with { type: "json" };
import { compareReleases } from "./release-order.ts";
import { factDate, release, sourced } from "./sourced.ts";

const advisorySchema = z.strictObject({
  ids: z.array(z.string().regex(/^(CVE|GHSA|PYSEC)-/)).min(1),
  summary: z.string(),
  /** Affected releases, as bounds joined by commas, for example `>=0.22.1,<=0.28.0`; null if no record states them. */
  affected: z
    .string()
    .regex(/^(<=|>=|<|>)\d+(\.\d+)*(,(<=|>=|<|>)\d+(\.\d+)*)*$/)
    .nullable(),
  /** First release with the fix; null if not known. */
  fixedIn: release.nullable(),
  fixedInVerified: z.boolean().nullable(),
  /** Whether an ordinary API client can trigger it with a request; null if not established. */
  reachableFromClient: z.boolean().nullable(),
  note: z.string().nullable(),
});

/** Advisories about vLLM, and the countermeasures. */
export const vllmAdvisoriesSchema = z.strictObject({
  floor: release,
  floorReason: z.string(),
  dropFields: z.array(z.string()),
  overwriteHeaders: z.array(z.string()),
  entries: z.array(advisorySchema),
  ...sourced,
});

/** Releases of vLLM that were seen, and as which artifact. */
export const vllmReleaseSchema = z.strictObject({
  version: release,
  seen: factDate,
  wheel: z.boolean(),
  image: z.boolean(),
  source: sourced.source,
});

export type VllmAdvisory = z.infer<typeof advisorySchema>;
export type VllmRelease = z.infer<typeof vllmReleaseSchema>;

const advisories = data as z.infer<typeof vllmAdvisoriesSchema>;

/** Releases from 0.29 on; `image` is whether a `vllm/vllm-openai` image of it was seen. */
export const vllmReleases: readonly VllmRelease[] = [
  { version: "0.33.0", seen: "2026-11", wheel: true, image: false, source: "wheel on PyPI; the image tag was not seen" },
  { version: "0.31.0", seen: "2026-10-09", wheel: true, image: true, source: "public files that pin vllm/vllm-openai:v0.31.0 by digest" },
  { version: "0.30.0", seen: "2026-09-26", wheel: true, image: true, source: "public files that name vllm/vllm-openai:v0.30.0" },
];

/** Every advisory that was seen, with source and date. */
export const vllmAdvisories: { entries: readonly VllmAdvisory[]; source: string; date: string } = advisories;

/** Lowest release without a known advisory that an API client can trigger; a keep runs no older one. */
export const vllmFloor = advisories.floor;

/** Reason for {@link vllmFloor}. */
export const vllmFloorReason = advisories.floorReason;

/** Optional request fields that advisories were exploited through; the front door drops them. `*` matches the rest of a name. */
export const advisedDropFields: readonly string[] = advisories.dropFields;

/** An advisory and whether a release is affected: `unknown` when no record states which releases are. */
export interface AdvisoryFinding {
  advisory: VllmAdvisory;
  applies: "yes" | "unknown";
}

/**
 * Advisories that affect a release of vLLM, or may.
 * @throws RangeError if `version` is not a dotted number.
 */
export function advisoriesFor(version: string): AdvisoryFinding[] {
  return advisories.entries.flatMap((advisory) => {
    const applies = appliesTo(advisory, version);
    return applies === "no" ? [] : [{ advisory, applies }];
  });
}

function appliesTo({ affected, fixedIn }: VllmAdvisory, version: string): AdvisoryFinding["applies"] | "no" {
  if (fixedIn !== null && compareReleases(version, fixedIn) >= 0) return "no";
  if (affected !== null) return affected.split(",").every((bound) => within(bound, version)) ? "yes" : "no";
  return fixedIn === null ? "unknown" : "yes";
}

function within(bound: string, version: string): boolean {
  const [, operator, limit] = /^(<=|>=|<|>)(.*)$/.exec(bound) ?? [];
  const order = compareReleases(version, limit ?? "");
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    default:
      return order >= 0;
  }
}
