import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ingressNone: ResourceRule = {
  name: "kubernetes-ingress-none",
  description: "The front door is the only ingress to the cluster.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1", "D5"],
  frameworks: { nist80053r5: ["SC-7", "AC-3"] },
  database: "RDS.2: a database instance is not publicly accessible.",
  remediation: "Remove it.",
  types: [
    "kubernetes:networking.k8s.io/v1:Ingress",
    "kubernetes:networking.k8s.io/v1:IngressClass",
    "kubernetes:gateway.networking.k8s.io/v1:Gateway",
    "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute",
    "kubernetes:gateway.networking.k8s.io/v1:GRPCRoute",
    "kubernetes:gateway.networking.k8s.io/v1alpha2:TCPRoute",
    "kubernetes:gateway.networking.k8s.io/v1alpha2:TLSRoute",
    "kubernetes:networking.istio.io/v1:Gateway",
    "kubernetes:networking.istio.io/v1:VirtualService",
    "kubernetes:traefik.io/v1alpha1:IngressRoute",
  ],
  check: () => need(Truth.of(false), "is an ingress path that bypasses the front door; accepted: none"),
};
