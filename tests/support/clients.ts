import type { PrivateLinkClient } from "../../infra/settings/clients.ts";

/** A PrivateLink client as the settings give it after parsing. */
export function privateLinkClient(name: string, from: Partial<PrivateLinkClient["from"]> = {}): PrivateLinkClient {
  return {
    name,
    from: { principal: "arn:aws:iam::444455556666:root", ranges: [], ...from },
    limits: { requestsPerMinute: 60, concurrent: 8, inputTokens: 8192, outputTokens: 2048 },
  };
}
