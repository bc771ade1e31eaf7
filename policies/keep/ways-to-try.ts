import { frontDoorFacts } from "../facts/facts.ts";
import type { Shape } from "../shape/shape.ts";
import type { KeepModel as Model } from "./keep.ts";

const way = (name: Shape, host: Shape, port: Shape, protocol = "tcp", mustResolve = false): Shape => ({
  name,
  host,
  port,
  protocol,
  mustResolve,
});

/** Public internet hosts: by address and by name, in both IP versions, and by DNS. */
const internet = ["1.1.1.1", "9.9.9.9", "2606:4700:4700::1111", "2620:fe::fe", "one.one.one.one", "dns.quad9.net"];

/** The ways to a model's front door. */
function toDoor({ keep, key, exposed, nodePort }: Model): Shape[] {
  const { port } = frontDoorFacts;
  return [
    way("front door", `${key}.${keep.serving}.svc`, port, "tcp", true),
    way("front door, each replica", `${key}-replicas.${keep.serving}.svc`, port, "tcp", true),
    ...(exposed ? [way("front door, node port", "$NODE_ADDRESS", nodePort)] : []),
  ];
}

/** The ways that the probe of a model must find closed, all of them, and those that must be open or nothing is judged. */
export function waysToTry(model: Model): Shape {
  const resolver = "@/etc/resolv.conf";
  const closed = [
    ...internet.map((host) => way(`internet: ${host}`, host, 443)),
    ...["1.1.1.1", "9.9.9.9"].map((host) => way(`internet: DNS at ${host}`, host, 53, "dns")),
    way("metadata service", "169.254.169.254", 80),
    way("metadata service over IPv6", "fd00:ec2::254", 80),
    way("Kubernetes API", "kubernetes.default.svc", 443, "tcp", true),
  ];
  return {
    timeoutSeconds: 3,
    settleSeconds: 10,
    resolveSeconds: 3000,
    controlAttempts: 10,
    controls: [way("cluster DNS over TCP", resolver, 53), way("cluster DNS over UDP", resolver, 53, "dns")],
    ways: [...closed, ...toDoor(model)],
  };
}
