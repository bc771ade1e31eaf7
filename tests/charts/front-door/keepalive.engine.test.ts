import { readFileSync } from "node:fs";
import { connect, type TLSSocket } from "node:tls";
import { expect, test } from "vitest";
import { tcpKeepalive } from "../../../charts/front-door/hop-timeouts.ts";
import { onCluster } from "../keep-specs.ts";
import { house } from "./house.ts";

/** Seconds to the next keepalive of the connections that a port has accepted, from the kernel's table: timer 2 is keepalive, times are in 1/100 s. */
function keepaliveTimers(port: number): number[] {
  const at = port.toString(16).toUpperCase().padStart(4, "0");
  return readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = "", , state]) => local.endsWith(`:${at}`) && state === "01")
    .map(([, , , , , timer = ""]) => timer.split(":"))
    .map(([kind, left = ""]) => (kind === "02" ? Number.parseInt(left, 16) / 100 : Number.NaN));
}

test("a connection on which nothing is said is kept alive, well before anything between forgets it", async () => {
  const door = await house(onCluster);
  let socket: TLSSocket | undefined;
  try {
    const { cert, key } = door.client("support-bot");
    const { port } = door.envoy.paths;
    await new Promise<void>((ready, failed) => {
      const options = { host: "127.0.0.1", port, ca: door.servers.cert, cert, key, checkServerIdentity: () => undefined };
      socket = connect(options, ready).once("error", failed);
    });
    const timers = keepaliveTimers(port);
    expect(timers).toHaveLength(1);
    expect(timers[0]).toBeGreaterThan(0);
    expect(timers[0]).toBeLessThanOrEqual(tcpKeepalive.idleSeconds);
  } finally {
    socket?.destroy();
    await door.end();
  }
});
