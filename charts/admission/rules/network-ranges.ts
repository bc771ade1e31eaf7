import { dnsAddresses } from "../../isolation/dns-egress.ts";
import { literal } from "../cel.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** Private and shared ranges: RFC 1918, RFC 6598, RFC 4193; of link-local only the Pod Identity agent and NodeLocal DNSCache. */
const inside = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "169.254.170.23/32",
  "169.254.20.10/32",
  "fc00::/7",
] as const;

/** The instance metadata service, which serves the node's credentials. */
const metadataAddresses = ["169.254.169.254", "fd00:ec2::254"] as const;

/** A network policy's CIDR ranges are private, or the keep's own. */
export function networkRanges({ specs }: AdmissionContext): AdmissionRule {
  const declared = literal([...new Set(specs.flatMap(({ network }) => [...network.loadBalancerRanges, ...network.vaultRanges]))]);
  const within = inside.map((range) => `cidr("${range}").containsCIDR(b.cidr)`).join(" || ");
  const metadata = metadataAddresses.map((address) => `cidr(b.cidr).containsIP("${address}")`).join(" || ");
  const closed = `(b.cidr in ${declared} || ((${within}) && !(${metadata})))`;
  // Such as Cloud DNS of GKE, which answers at the address of the metadata service: on the port of DNS, and on no other.
  const dns = [...new Set(specs.flatMap((spec) => dnsAddresses(spec)))];
  const asksDns = `b.cidr in ${literal(dns)} && has(r.ports) && r.ports.size() > 0 && r.ports.all(q, has(q.port) && q.port == 53 && !has(q.endPort))`;
  const outward = dns.length === 0 ? closed : `(${closed} || (${asksDns}))`;
  const peers = (field: "from" | "to"): string =>
    `!has(r.${field}) || r.${field}.all(p, !has(p.ipBlock) || [p.ipBlock].all(b, ${field === "to" ? outward : closed}))`;
  return {
    name: "network-ranges",
    why: "A range such as 0.0.0.0/0 or ::/0, whole or split, is the internet, and 169.254.169.254 serves the node's credentials.",
    scope: "keep",
    matches: [{ apiGroups: ["networking.k8s.io"], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["networkpolicies"] }],
    validations: [
      {
        expression: `!has(object.spec.ingress) || object.spec.ingress.all(r, ${peers("from")})`,
        message: "ingress comes from private ranges or the keep's own",
      },
      {
        expression: `!has(object.spec.egress) || object.spec.egress.all(r, ${peers("to")})`,
        message: "egress goes to private ranges or the keep's own, and never to the instance metadata service",
      },
    ],
  };
}
