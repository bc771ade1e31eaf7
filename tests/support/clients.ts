import { type ClientLimits, clientLimits } from "../../catalog/client-limits.ts";
import type { PrivateLinkClient } from "../../infra/settings/clients.ts";

/** Limits of a grant that names none. */
export const usualLimits = Object.fromEntries(
  Object.entries(clientLimits).map(([name, { fallback }]) => [name, fallback]),
) as unknown as ClientLimits;

/** A PrivateLink client as the settings give it after parsing. */
export function privateLinkClient(name: string, from: Partial<PrivateLinkClient["from"]> = {}): PrivateLinkClient {
  return {
    name,
    from: { kind: "private-link", principal: "arn:aws:iam::444455556666:root", ranges: [], ...from },
    limits: usualLimits,
  };
}
