import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { deployOnAws } from "../../infra/on-aws.ts";
import { all, only, type Recorded, record } from "../support/recorder.ts";
import { type Edit, eks, put } from "./settings/good-settings.ts";
import { parsedOnAws } from "./settings/parsed.ts";

const keep = parsedOnAws(eks(put("model.lock", undefined)));
let resources: Recorded[];
let byKey: Map<string, Recorded>;

const key = ({ type, name }: Recorded) => `${type}::${name}`;

beforeAll(async () => {
  resources = await record(() => deployOnAws(keep), { preview: true });
  byKey = new Map(resources.map((resource) => [key(resource), resource]));
  // Otherwise two of them would be one here.
  expect(byKey.size).toBe(resources.length);
});

/** Everything that must stand before a resource, however far back, as `type::name`. */
function standsBefore(resource: Recorded, known = new Set<string>()): Set<string> {
  for (const other of resource.after) {
    if (known.has(other)) continue;
    known.add(other);
    standsBefore(byKey.get(other)!, known);
  }
  return known;
}

const ofKubernetes = () => resources.filter(({ type }) => type.startsWith("kubernetes:"));
const ofKeep = () => ofKubernetes().filter(({ name }) => name !== "kube-system/core-dns");
const coreDnsPolicy = () => only(resources, "NetworkPolicy", "kube-system/core-dns");
const coreDns = () => only(resources, "Addon", "add-ons-on-nodes-coredns");

describe("the order in which a keep on AWS stands up", () => {
  it("lets CoreDNS be reached before it is installed, once the deployer may enter the cluster", {
    tags: ["dns-reachable-before-installed"],
  }, () => {
    expect(standsBefore(coreDnsPolicy())).toContain(key(only(resources, "AccessPolicyAssociation", "access-deployer-policy")));
    expect(standsBefore(coreDns())).toContain(key(coreDnsPolicy()));
    expect(standsBefore(coreDns())).toContain(key(only(resources, "NodeGroup", "system-pool")));
  });

  it("makes no node wait for anything of Kubernetes, nor the policy of CoreDNS for a node", () => {
    for (const pool of ["gpu-pool", "system-pool"]) {
      const nodes = only(resources, "NodeGroup", pool);
      expect(standsBefore(coreDnsPolicy())).not.toContain(key(nodes));
      expect([...standsBefore(nodes)].filter((other) => other.startsWith("kubernetes:"))).toEqual([]);
    }
  });

  it("makes the first object of the keep when nodes, DNS, vault and the ways to them are there", {
    tags: ["first-object-after-prerequisites"],
  }, () => {
    const needed = [
      coreDns(),
      only(resources, "NodeGroup", "gpu-pool"),
      only(resources, "BucketPolicy", "vault-bucket-policy"),
      only(resources, "VpcEndpoint", "endpoints-s3"),
      only(resources, "VpcEndpoint", "endpoints-eks-auth"),
      only(resources, "PodIdentityAssociation", "pod-roles-weights-reader-pods"),
    ].map(key);
    expect(ofKeep().length).toBeGreaterThan(70);
    for (const object of ofKeep()) for (const one of needed) expect(standsBefore(object), `${object.name} < ${one}`).toContain(one);
  });

  it("denies before it serves: policies of network and admission stand before the model server", () => {
    const server = standsBefore(only(resources, "Deployment"));
    expect(server).toContain(key(only(resources, "NetworkPolicy", "modelkeep-prod-serving/default-deny")));
    const policies = all(resources, "ValidatingAdmissionPolicy");
    expect(policies.length).toBeGreaterThan(20);
    for (const policy of policies) expect(server).toContain(key(policy));
  });
});

it("lets CoreDNS reach the Kubernetes API and the VPC's resolvers, and nothing else", { tags: ["dns-reaches-api-and-resolvers"] }, () => {
  const { egress } = coreDnsPolicy().inputs["spec"];
  const reached = egress.flatMap(({ to }: { to: { ipBlock: { cidr: string } }[] }) => to.map(({ ipBlock }) => ipBlock.cidr));
  expect(reached).toEqual(["172.20.0.1/32", "10.64.0.0/18", "10.64.64.0/18", "10.64.0.2/32", "169.254.169.253/32"]);
});

it("shows every Kubernetes object in the first preview as it will be, by the cluster's own provider", {
  tags: ["objects-in-first-preview"],
}, async () => {
  const later = await record(() => deployOnAws(keep));
  const provider = only(resources, "pulumi:providers:kubernetes");
  for (const object of ofKubernetes()) {
    expect(object.inputs, object.name).toEqual(later.find((one) => key(one) === key(object))?.inputs);
    expect(object.provider, object.name).toContain(provider.name);
  }
});

it("tells how to reach the cluster's endpoint where there is a tunnel, and of none where there is not", async () => {
  const outputs = async (edit: Edit) => {
    const asked = parsedOnAws(eks(put("model.lock", undefined), edit));
    let told: unknown;
    await record(() => {
      pulumi.output(deployOnAws(asked)).apply((all) => {
        told = all;
      });
    });
    return told as Record<string, unknown>;
  };
  expect((await outputs(put("target.access.tunnel", true)))["tunnel"]).toEqual({
    instance: "tunnel-id",
    host: "cluster.example",
    region: "eu-central-1",
    authority: "Q0E=",
  });
  expect(await outputs(put("target.access.tunnel", false))).not.toHaveProperty("tunnel");
});
