import type { Reading } from "./reading.ts";
import type { Subject } from "./subject.ts";
import type { Truth } from "./truth.ts";

/** Port of DNS. */
const dnsPort = 53;

/** Whether a network policy is about the cluster's DNS, by the labels of its Service. */
export function aboutClusterDns(policy: Subject): Truth {
  const selected = policy.at("spec", "podSelector", "matchLabels", "k8s-app");
  return policy.at("metadata", "namespace").is("kube-system").and(selected.is("kube-dns"));
}

/** Whether a rule of a network policy is for DNS and nothing else. */
export function dnsAlone(rule: Reading): Truth {
  const ports = rule.at("ports").items();
  return ports
    .empty()
    .not()
    .and(ports.every((port) => port.at("port").is(dnsPort).and(port.at("protocol").is("TCP", "UDP"))));
}
