/** One thing that a control asks for, and what judges it. */
export interface ControlPart {
  /** In a few words, as it stands in the report where it is here. */
  what: string;
  /** Rules of the pack, each of which has to have judged something and to hold. */
  rules?: readonly string[];
  /** Proofs, each of which has to be proved. */
  proofs?: readonly string[];
  /** What has to be among the resources, where the rules look at resources that may be something else. */
  of?: "front door" | "model server";
  /** `aws`: asked of a stack on AWS alone. `may`: told where it is here, and missed by nobody. */
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
 * What has to be there before a control is called enforced: rules that hold over something else do not make up for it. A part without rules
 * and proofs is one that nothing enforces yet.
 */
export const controlParts: Readonly<Record<string, readonly ControlPart[]>> = {
  D1: [
    all("no Service, route or host port to the outside", ["kubernetes-service-internal"], ["no-way-in", "no-way-out"]),
    aws("subnets without public addresses", ["aws-ec2-subnet-no-public-address"]),
    aws("a cluster endpoint inside the VPC", ["aws-eks-cluster-private-endpoint"]),
  ],
  D2: [
    all("namespaces in which nothing passes but what a policy names", ["kubernetes-namespace-default-deny"], ["front-door-callers"]),
    aws("security groups that name groups", ["aws-ec2-security-group-no-public-ingress", "aws-ec2-security-group-one-port"]),
  ],
  D3: [server("a model server without a port, behind a socket", ["kubernetes-vllm-no-port"], ["model-server-callers"])],
  D4: [
    door("client certificates at the front door, one name for each client", [
      "kubernetes-front-door-mutual-tls",
      "kubernetes-front-door-authorization",
    ]),
  ],
  D5: [
    door("the three routes of the front door", ["kubernetes-front-door-routes"]),
    all("rights in the cluster that are listed", ["kubernetes-role-known-rights"]),
    aws("rights in AWS that are listed", ["aws-iam-policy-known-actions"], ["vault-access", "key-users"]),
  ],
  D6: [door("TLS 1.2 or newer at the front door", ["kubernetes-front-door-tls-version"])],
  D7: [
    aws("keys of its own, which rotate", ["aws-kms-key-rotation"]),
    aws("encrypted buckets, volumes, images and Kubernetes data", [
      ...["aws-s3-bucket-encryption", "aws-ec2-instance-encrypted-volumes", "aws-ecr-repository-encryption"],
      "aws-eks-cluster-secrets-encryption",
    ]),
  ],
  D8: [
    all("pods without tokens of Kubernetes, and without secrets in their environment", [
      "kubernetes-pod-no-api-token",
      "kubernetes-pod-no-secret-in-env",
    ]),
  ],
  D9: [
    door("a record of each request, without its content", ["kubernetes-front-door-audit-log"]),
    aws("a trail of reads and writes of weights, and the cluster's audit log", [
      "aws-cloudtrail-trail-data-events",
      "aws-eks-cluster-log-types",
    ]),
  ],
  D10: [
    door("bounds of bodies, headers, connections and requests, for all clients together", ["kubernetes-front-door-limits"]),
    { what: "each client's own rate, tokens and concurrency: not enforced yet" },
  ],
  D11: [server("no prefix cache that clients share", ["kubernetes-vllm-mandatory-arguments"])],
  D12: [
    server("replicas", ["kubernetes-deployment-replicas"]),
    all("a disruption budget", ["kubernetes-disruption-budget-exists"]),
    aws("nodes in several zones", ["aws-eks-node-group-spread"]),
  ],
  D13: [
    aws("weights in versions, under lock", ["aws-s3-bucket-versioning", "aws-s3-bucket-object-lock"]),
    aws("images whose tags never move", ["aws-ecr-repository-immutable"]),
    { what: "a copy of the weights in a second region", rules: ["aws-s3-bucket-replication-complete"], on: "may" },
  ],
  D14: [
    aws("a cluster, buckets and keys that are not deleted by mistake", [
      ...["aws-eks-cluster-deletion-protection", "aws-s3-bucket-protected", "aws-kms-key-protected"],
    ]),
    { what: "a load balancer that is not deleted by mistake", rules: ["aws-lb-load-balancer-deletion-protection"], on: "may" },
  ],
  D15: [
    server("images by digest, and vLLM above the floor of advisories", ["kubernetes-pod-image-digest", "kubernetes-vllm-advisory-floor"]),
    aws("a supported version of Kubernetes", ["aws-eks-cluster-supported-version"]),
  ],
  D16: [server("flags and environment of the model server from a list", ["kubernetes-vllm-arguments", "kubernetes-vllm-environment"])],
  D17: [
    server("weights that nothing writes, and a root that nothing writes", [
      "kubernetes-vllm-weights-read-only",
      "kubernetes-pod-read-only-root",
    ]),
  ],
  D18: [
    all("no right to execute in pods", ["kubernetes-role-no-pod-access"]),
    aws("nodes without a shell", ["aws-eks-node-group-no-remote-access", "aws-ec2-instance-no-host-shell"]),
  ],
  D19: [
    aws("alarms with an action", ["aws-cloudwatch-metric-alarm-has-action"]),
    aws("an alarm topic with a subscription", ["aws-sns-topic-has-subscription"]),
  ],
  D20: [
    all("every object of the keep as it is known, and the admission policies that hold it so", [
      "kubernetes-keep-complete",
      "kubernetes-admission-known-set",
    ]),
  ],
  D21: [aws("buckets that nobody from outside reads", ["aws-s3-bucket-policy-own-account"], ["outside-principals"])],
};
