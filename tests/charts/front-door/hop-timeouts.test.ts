import { describe, expect, it } from "vitest";
import { envoyConfig } from "../../../charts/front-door/envoy-config.ts";
import { hops, http2Keepalive, keepaliveSocketOptions, tcpKeepalive } from "../../../charts/front-door/hop-timeouts.ts";
import { longestRequestSeconds } from "../../../charts/inference/request-time.ts";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import { onAws, onCluster } from "../keep-specs.ts";

const withOutput = (spec: KeepSpec, outputTokens: number): KeepSpec => ({
  ...spec,
  model: { ...spec.model, contextTokens: 2 * outputTokens },
  clients: spec.clients.map((client) => ({ ...client, limits: { ...client.limits, outputTokens } })),
});

describe.each([
  ["on AWS", onAws],
  ["on any cluster", onCluster],
  ["with answers of hours", withOutput(onAws, 131_072)],
  ["without clients", { ...onAws, clients: [] }],
])("every hop %s", (_, spec) => {
  const longest = longestRequestSeconds(spec);

  it.each(hops(spec))("$hop", { tags: ["hops-outlast-requests"] }, ({ counts, seconds, keptAliveSeconds }) => {
    if (keptAliveSeconds === undefined) expect(seconds).toBeGreaterThanOrEqual(longest);
    else {
      expect(counts).toBe("silence");
      // Two keepalives may be lost.
      expect(keptAliveSeconds + 2 * tcpKeepalive.intervalSeconds).toBeLessThan(seconds);
    }
  });
});

it("the front door's listener has the socket options, and its HTTP/2 the PING", { tags: ["front-door-keeps-alive"] }, () => {
  const text = JSON.stringify(envoyConfig(onAws));
  expect(text).toContain(`"socket_options":${JSON.stringify(keepaliveSocketOptions)}`);
  expect(text.match(/"connection_keepalive":\{"interval":"60s","timeout":"20s"\}/g)).toHaveLength(2);
  expect(http2Keepalive).toEqual({ intervalSeconds: 60, timeoutSeconds: 20 });
});
