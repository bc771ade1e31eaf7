/** A signed, dated exception: one rule, one resource. Same fields as `waivers` in the settings of a keep. */
export interface Waiver {
  rule: string;
  /** Name of the one resource it holds for, or its URN where several have that name. */
  resource: string;
  /** Why the exception is right. */
  reason: string;
  /** Who signed it. */
  owner: string;
  /** Last day on which it holds, `YYYY-MM-DD`, to its end in UTC. */
  expires: string;
}

const fields = ["rule", "resource", "reason", "owner", "expires"] as const;

/** The waiver, or what is wrong with it. */
export function parseWaiver(value: unknown): Waiver | string {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return `${JSON.stringify(value)} is not a waiver; accepted: ${fields.join(", ")}`;
  const given = value as Record<string, unknown>;
  const missing = fields.find((field) => typeof given[field] !== "string" || !/\S/.test(String(given[field])));
  if (missing) return `${missing} is missing or not text; accepted: ${fields.join(", ")}`;
  const unknown = Object.keys(given).find((key) => !fields.some((field) => field === key));
  if (unknown) return `${unknown} is not a field of a waiver; accepted: ${fields.join(", ")}`;
  const date = String(given["expires"]);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)))
    return `expires: ${date} is not a date; accepted: one such as 2027-03-31`;
  return given as unknown as Waiver;
}

/** Whether a waiver names a resource. */
export function names({ resource }: Waiver, subject: { urn: string; resource: string }): boolean {
  return resource === subject.urn || resource === subject.resource;
}

/** The waiver of a rule for a resource, in force or not. */
export function waiverFor(waivers: readonly Waiver[], rule: string, subject: { urn: string; resource: string }): Waiver | undefined {
  return waivers.find((waiver) => waiver.rule === rule && names(waiver, subject));
}
