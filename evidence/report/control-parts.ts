/** One requirement of a control, and what verifies it. */
export interface ControlPart {
  /** Short text, as shown in the report if present. */
  what: string;
  /** Rules of the pack, each of which must have evaluated something and hold. */
  rules?: readonly string[];
  /** Proofs, each of which must be proved. */
  proofs?: readonly string[];
  /** What must be among the resources, if the rules also match other resources. */
  of?: "front door" | "model server";
  /** `aws`: required only of a stack on AWS. `may`: reported if present, not required. */
  on?: "aws" | "may";
}

const aws = (what: string, rules: readonly string[], proofs: readonly string[] = []): ControlPart => ({ what, rules, proofs, on: "aws" });
const door = (what: string, rules: readonly string[], proofs: readonly string[] = []): ControlPart => ({
  what,
  rules,
  proofs,
  of: "front door",
});
const server = (what: string, rules: readonly string[], proofs: readonly string[] = []): ControlPart => ({
  what,
  rules,
  proofs,
  of: "model server",
});
const all = (what: string, rules: readonly string[], proofs: readonly string[] = []): ControlPart => ({ what, rules, proofs });

/**
 * Requirements before a control counts as enforced: rules that hold for other resources do not replace them. A part without rules
 * and proofs is not enforced by anything yet.
 */
export const controlParts: Readonly<Record<string, readonly ControlPart[]>> = {
  D1: [
    all("no Service, route or host port exposed outside", ["kubernetes-service-internal"], ["no-way-in", "no-way-out"]),
    aws("subnets without public addresses", ["aws-ec2-subnet-no-public-address"]),
    aws("a cluster endpoint inside the VPC", ["aws-eks-cluster-private-endpoint"]),
  ],
  D2: [
    all("namespaces with default-deny network policies", ["kubernetes-namespace-default-deny"], ["front-door-callers"]),
    aws("security groups with rules by group", ["aws-ec2-security-group-no-public-ingress", "aws-ec2-security-group-one-port"]),
  ],
  D3: [server("a model server on a Unix socket, without a port", ["kubernetes-vllm-no-port"], ["model-server-callers"])],
  D4: [
    door("client certificates at the front door, one identity per client", [
      "kubernetes-front-door-mutual-tls",
      "kubernetes-front-door-authorization",
    ]),
  ],
  D5: [
    door("only three routes at the front door", ["kubernetes-front-door-routes"]),
    all("only listed rights in the cluster", ["kubernetes-role-known-rights"]),
    aws("only listed rights in AWS", ["aws-iam-policy-known-actions"], ["vault-access", "key-users"]),
  ],
  D6: [door("TLS 1.2 or newer at the front door", ["kubernetes-front-door-tls-version"])],
  D7: [
    aws("customer-managed keys with rotation", ["aws-kms-key-rotation"]),
    aws("encrypted buckets, volumes, images and Kubernetes data", [
      ...["aws-s3-bucket-encryption", "aws-ec2-instance-encrypted-volumes", "aws-ecr-repository-encryption"],
      "aws-eks-cluster-secrets-encryption",
    ]),
  ],
  D8: [
    all("pods without Kubernetes tokens, and without secrets in their environment", [
      "kubernetes-pod-no-api-token",
      "kubernetes-pod-no-secret-in-env",
    ]),
  ],
  D9: [
    door("an audit log of requests, without their content", ["kubernetes-front-door-audit-log"]),
    aws("a trail of reads and writes of weights, and the cluster's audit log", [
      "aws-cloudtrail-trail-data-events",
      "aws-eks-cluster-log-types",
    ]),
  ],
  D10: [
    door("limits for bodies, headers, connections and requests, for all clients together", ["kubernetes-front-door-limits"]),
    { what: "per-client rate, token and concurrency limits: not enforced yet" },
  ],
  D11: [server("no prefix cache shared between clients", ["kubernetes-vllm-mandatory-arguments"])],
  D12: [
    server("replicas", ["kubernetes-deployment-replicas"]),
    all("a disruption budget", ["kubernetes-disruption-budget-exists"]),
    aws("nodes in several zones", ["aws-eks-node-group-spread"]),
  ],
  D13: [
    aws("weights with versioning and Object Lock", ["aws-s3-bucket-versioning", "aws-s3-bucket-object-lock"]),
    aws("immutable image tags", ["aws-ecr-repository-immutable"]),
    { what: "a copy of the weights in a second region", rules: ["aws-s3-bucket-replication-complete"], on: "may" },
  ],
  D14: [
    aws("deletion protection for cluster, buckets and keys", [
      ...["aws-eks-cluster-deletion-protection", "aws-s3-bucket-protected", "aws-kms-key-protected"],
    ]),
    { what: "deletion protection for the load balancer", rules: ["aws-lb-load-balancer-deletion-protection"], on: "may" },
  ],
  D15: [
    server("images by digest, and vLLM above the minimum version from advisories", [
      "kubernetes-pod-image-digest",
      "kubernetes-vllm-advisory-floor",
    ]),
    aws("a supported Kubernetes version", ["aws-eks-cluster-supported-version"]),
  ],
  D16: [
    server("only listed flags and environment variables of the model server", ["kubernetes-vllm-arguments", "kubernetes-vllm-environment"]),
  ],
  D17: [
    server("read-only weights and a read-only root file system", ["kubernetes-vllm-weights-read-only", "kubernetes-pod-read-only-root"]),
  ],
  D18: [
    all("no rights to exec into pods", ["kubernetes-role-no-pod-access"]),
    aws("nodes without shell access", ["aws-eks-node-group-no-remote-access", "aws-ec2-instance-no-host-shell"]),
  ],
  D19: [
    aws("alarms with an action", ["aws-cloudwatch-metric-alarm-has-action"]),
    aws("an alarm topic with a subscription", ["aws-sns-topic-has-subscription"]),
  ],
  D20: [
    all("only known objects of the keep, and admission policies that enforce this", [
      "kubernetes-keep-complete",
      "kubernetes-admission-known-set",
    ]),
  ],
  D21: [aws("buckets without access from outside of the account", ["aws-s3-bucket-policy-own-account"], ["outside-principals"])],
};
