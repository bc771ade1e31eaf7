import { describe, expect, test } from "vitest";
import { resourceKnownInputs } from "../../../policies/aws/resource/known-inputs.ts";
import { judge } from "../../../policies/judge/judge.ts";
import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { UNKNOWN } from "../../../policies/rule/unknown.ts";
import { stackNoExternalReferences } from "../../../policies/stack/no-external-references.ts";

const urn = (name: string) => `urn:pulumi:test::test::${name}`;
const resource = (type: string, name: string, inputs: object, more: Partial<SubjectSource> = {}): SubjectSource => ({
  urn: urn(name),
  type,
  name,
  inputs: inputs as Record<string, unknown>,
  protect: false,
  custom: true,
  ...more,
});

const endpoint = "https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com";
const cluster = resource("aws:eks/cluster:Cluster", "cluster", { name: "keep" }, { isOutput: (text) => [endpoint, "Y2E="].includes(text) });
const kubeconfig = (server: string, authority: string) =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "keep", cluster: { server, "certificate-authority-data": authority } }],
  });
const provider = (value: string, madeFrom: readonly string[] = [cluster.urn]) =>
  resource(
    "pulumi:providers:kubernetes",
    "kubernetes",
    { enableServerSideApply: "true", kubeconfig: value },
    {
      propertyDependencies: { kubeconfig: madeFrom },
    },
  );

const said = (...stack: SubjectSource[]) =>
  judge(stack, { rules: [resourceKnownInputs, stackNoExternalReferences], today: "2026-11-29" })
    .filter(({ resource: name }) => name !== "cluster")
    .map(({ rule, kind, path }) => `${kind} ${rule} ${path}`);

const server = "kubeconfig.clusters[0].cluster.server";

describe("the kubeconfig of a deployed stack", () => {
  test("names the endpoint and the authority of the stack's own cluster", { tags: ["outputs-belong"] }, () => {
    expect(said(cluster, provider(kubeconfig(endpoint, "Y2E=")))).toEqual([]);
  });

  test("names no other server, whatever it was made from", { tags: ["outputs-of-what-it-was-made-from"] }, () => {
    const foreign = endpoint.replace("0", "F");
    expect(said(cluster, provider(kubeconfig(foreign, "b3RoZXI=")))).toEqual([
      `violation aws-resource-known-inputs ${server}`,
      "violation aws-resource-known-inputs kubeconfig.clusters[0].cluster.certificate-authority-data",
      "violation stack-no-external-references kubeconfig",
    ]);
    expect(said(cluster, provider(kubeconfig(foreign, "Y2E=")))).toEqual([
      `violation aws-resource-known-inputs ${server}`,
      "violation stack-no-external-references kubeconfig",
    ]);
    // Written down instead of made from the cluster, it says nothing of whose it is.
    expect(said(cluster, provider(kubeconfig(endpoint, "Y2E="), [])).length).toBeGreaterThan(0);
    const read = { ...cluster, readId: "keep" };
    expect(said(read, provider(kubeconfig(endpoint, "Y2E="))).length).toBeGreaterThan(0);
  });

  test("is not known on the first day", () => {
    expect(said(cluster, provider(UNKNOWN))).toEqual([]);
  });
});

test("the kubeconfig of a cluster that is there already may be a path, as the SDK takes it from KUBECONFIG", {
  tags: ["kubeconfig-path"],
}, () => {
  for (const path of ["/home/me/.kube/config", "./kubeconfig", "~/.kube/other"]) expect(said(provider(path, []))).toEqual([]);
  for (const text of ["", "config", "apiVersion: v1", "clusters: [{cluster: {server: https://a/b}}]", "https://example.com/config", "{"])
    expect(said(provider(text, []))).toContain("violation aws-resource-known-inputs kubeconfig");
});

describe("an id of a deployed stack", () => {
  const subnet = (name: string) => resource("aws:ec2/subnet:Subnet", name, {}, { isOutput: (text) => text === `subnet-${name}` });
  const balancer = (subnets: string[], madeFrom: string[]) =>
    resource(
      "aws:lb/loadBalancer:LoadBalancer",
      "lb",
      { loadBalancerType: "network", internal: true, subnets },
      {
        propertyDependencies: { subnets: madeFrom },
      },
    );
  const found = (...stack: SubjectSource[]) => said(...stack).filter((line) => line.includes("subnets"));

  test("is one of what the input was made from", () => {
    const own = [subnet("a"), subnet("b")];
    expect(
      found(
        ...own,
        balancer(
          ["subnet-a", "subnet-b"],
          own.map((one) => one.urn),
        ),
      ),
    ).toEqual([]);
  });

  test("that is another's shows, also beside own ones", { tags: ["foreign-id-beside-own"] }, () => {
    expect(found(subnet("a"), balancer(["subnet-a", "subnet-x", "subnet-y"], [urn("a")]))).toEqual([
      "violation aws-resource-known-inputs subnets[1]",
      "violation aws-resource-known-inputs subnets[2]",
    ]);
    expect(found(subnet("a"), balancer(["subnet-a"], []))).toEqual(["violation aws-resource-known-inputs subnets[0]"]);
  });
});
