import { frontDoorFacts } from "../facts/facts.ts";
import type { Shape } from "../shape/shape.ts";
import type { Keep } from "./keep.ts";

const way = (name: string, host: string, port: number, protocol = "tcp", mustResolve = false): Shape => ({
  name,
  host,
  port,
  protocol,
  mustResolve,
});

/** Public internet hosts: by address and by name, in both IP versions, and by DNS. */
const internet = ["1.1.1.1", "9.9.9.9", "2606:4700:4700::1111", "2620:fe::fe", "one.one.one.one", "dns.quad9.net"];

/** The ways that the probe must find closed, all of them, and those that must be open or nothing is judged. */
export function waysToTry(keep: Keep): Shape {
  const { port, nodePort } = frontDoorFacts;
  const resolver = "@/etc/resolv.conf";
  return {
    timeoutSeconds: 3,
    settleSeconds: 10,
    resolveSeconds: 3000,
    controlAttempts: 10,
    controls: [way("cluster DNS over TCP", resolver, 53), way("cluster DNS over UDP", resolver, 53, "dns")],
    ways: [
      ...internet.map((host) => way(`internet: ${host}`, host, 443)),
      ...["1.1.1.1", "9.9.9.9"].map((host) => way(`internet: DNS at ${host}`, host, 53, "dns")),
      way("metadata service", "169.254.169.254", 80),
      way("metadata service over IPv6", "fd00:ec2::254", 80),
      way("Kubernetes API", "kubernetes.default.svc", 443, "tcp", true),
      way("front door", "model-server.modelkeep-serving.svc", port, "tcp", true),
      way("front door, each replica", "model-server-replicas.modelkeep-serving.svc", port, "tcp", true),
      ...(keep.nodePort ? [way("front door, node port", "$NODE_ADDRESS", nodePort)] : []),
    ],
  };
}
