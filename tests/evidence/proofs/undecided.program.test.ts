import { expect, test } from "vitest";
import { UNKNOWN } from "../../../engine/preview.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import type { Edit } from "../holes/edit.ts";
import { internetGateway, natGateway, openAcl, route, rule } from "../holes/openings.ts";
import { runHole } from "../holes/run-hole.ts";

const stack = "r1-distill-32b";

// Made here, once for all tests of the file.
for (const stack of ["demo", "r1-distill-32b", "on-prem"]) await symbolicExample(stack);

test.each<[string, string, string, (program: Edit) => void, RegExp]>([
  [
    "a resource of a type that nothing here judges",
    stack,
    "no-way-in",
    (program) => program.add("aws:rds/instance:Instance", "database", { publiclyAccessible: true }),
    /aws:rds\/instance:Instance database has a type that nothing here evaluates/,
  ],
  [
    "a network of another cloud",
    stack,
    "no-way-out",
    (program) => program.add("gcp:compute/network:Network", "other", {}),
    /gcp:compute\/network:Network other/,
  ],
  [
    "an input that is not known",
    stack,
    "no-way-out",
    (program) => {
      program.inputs("groups-nodes")["egress"] = UNKNOWN;
    },
    /egress of SecurityGroup groups-nodes is unknown/,
  ],
  [
    "an instance in a VPC that is not of the program",
    stack,
    "no-way-out",
    (program) => program.add("aws:ec2/instance:Instance", "stray", { subnetId: "subnet-0123456789abcdef0" }),
    /routes of subnet subnet-0123456789abcdef0 are not in this program/,
  ],
  [
    "an instance without a subnet",
    stack,
    "no-way-in",
    (program) => program.add("aws:ec2/instance:Instance", "stray", {}),
    /whether VPC of subnet a default subnet of the account, which is not in this program, has a gateway/,
  ],
  [
    "a security group that is not of the program",
    stack,
    "no-way-out",
    (program) => {
      route(program, { natGatewayId: natGateway(program) });
      openAcl(program, "network-nodes-acl");
      program.inputs("tunnel", "Instance")["subnetId"] = program.output("network-nodes-eu-central-1a");
      program.inputs("tunnel", "Instance")["vpcSecurityGroupIds"] = ["sg-0fedcba9876543210"];
      program.inputs("cluster", "eks/cluster:Cluster")["vpcConfig"]["subnetIds"] = [program.output("network-endpoints-eu-central-1a")];
    },
    /the rules of security group sg-0fedcba9876543210 are not in this program/,
  ],
  [
    "a prefix list that is not of the program",
    stack,
    "no-way-in",
    (program) => {
      internetGateway(program);
      program.inputs("tunnel", "Instance")["associatePublicIpAddress"] = true;
      openAcl(program, "network-edge-acl");
      rule(program, "Ingress", "tunnel", { prefixListId: "pl-0123456789abcdef0" });
    },
    /the entries of prefix list pl-0123456789abcdef0 are unknown/,
  ],
  [
    "a NAT gateway that is not of the program",
    stack,
    "no-way-out",
    (program) => {
      route(program, { natGatewayId: "nat-0123456789abcdef0" });
      openAcl(program, "network-nodes-acl");
    },
    /nat-0123456789abcdef0 is not in this program/,
  ],
  [
    "a chart whose objects are not to be seen",
    "demo",
    "model-server-callers",
    (program) => program.add("kubernetes:helm.sh/v3:Release", "chart", { chart: "redis" }),
    /what kubernetes:helm.sh\/v3:Release chart creates in the cluster is unknown/,
  ],
  [
    "a kind that may make pods",
    "on-prem",
    "no-way-in",
    (program) =>
      program.add("kubernetes:argoproj.io/v1alpha1:Rollout", "rollout", {
        apiVersion: "argoproj.io/v1alpha1",
        kind: "Rollout",
        metadata: { name: "r" },
      }),
    /Rollout rollout creates in the cluster is unknown/,
  ],
  [
    "a policy with a value that is not known",
    "on-prem",
    "no-way-out",
    (program) => {
      program.inputs("modelkeep-on-prem-serving/default-deny")["spec"]["egress"] = [{ to: [{ ipBlock: { cidr: UNKNOWN } }] }];
    },
    /NetworkPolicy modelkeep-on-prem-serving\/default-deny has an unknown value/,
  ],
])("%s leaves the claim undecided", async (_what, of, proof, edit, expected) => {
  const result = await runHole({ stack: of, proof, edit });
  expect(result.status).toBe("undecided");
  expect(result.status === "undecided" && result.unknown.join("\n")).toMatch(expected);
});

test.each([
  ["kubernetes:serving.knative.dev/v1:Service", "no-way-in"],
  ["kubernetes:batch.volcano.sh/v1alpha1:Job", "no-way-out"],
  ["kubernetes:apps.evil.example/v1:Deployment", "model-server-callers"],
  ["kubernetes:iam.services.k8s.aws/v1alpha1:Role", "no-way-out"],
  ["kubernetes:core/v1:ServiceList", "front-door-callers"],
  ["kubernetes:core/v1:ServicePatch", "front-door-callers"],
  ["kubernetes:core/v1:NamespacePatch", "no-way-in"],
  ["kubernetes:kustomize/v2:Directory", "no-way-out"],
  ["kubernetes:yaml/v2:ConfigFile", "no-way-out"],
  ["kubernetes:apiregistration.k8s.io/v1:APIService", "front-door-callers"],
  ["kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", "no-way-in"],
  ["kubernetes:admissionregistration.k8s.io/v1:MutatingWebhookConfiguration", "no-way-in"],
  ["kubernetes:batch/v1beta1:CronJob", "no-way-in"],
])("a kind is known by its API group: %s leaves %s undecided", { tags: ["kubernetes-kinds-by-group"] }, async (type, proof) => {
  const [, apiVersion, kind] = type.split(":");
  const edit = (program: Edit) => program.add(type, "other", { apiVersion, kind, metadata: { name: "other" } });
  const result = await runHole({ stack: "on-prem", proof, edit });
  expect(result.status === "undecided" && result.unknown.join("\n")).toMatch(`what ${type} other creates in the cluster is unknown`);
});

test("a certain way refutes, whatever else is not known", async () => {
  const edit = (program: Edit) => {
    program.add("aws:rds/instance:Instance", "database", {});
    program.inputs("cluster", "eks/cluster:Cluster")["vpcConfig"]["endpointPublicAccess"] = true;
  };
  expect(await runHole({ stack, proof: "no-way-in", edit })).toMatchObject({ status: "refuted" });
});
