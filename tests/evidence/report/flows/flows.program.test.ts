import { describe, expect, test } from "vitest";
import { platformOf } from "../../../../catalog/platforms.ts";
import { dnsEgress } from "../../../../charts/isolation/dns-egress.ts";
import type { Report } from "../../../../evidence/report/model/report.ts";
import { openHost, reportOf } from "../reported.ts";

const written = ({ flows }: Report) => {
  const name = (id: string) => flows.parties.find((party) => party.id === id)?.name ?? id;
  return flows.flows.map(({ from, to, on }) => `${name(from)} -> ${name(to)}: ${on}`).sort();
};
const by = ({ flows }: Report, from: RegExp, to: RegExp) =>
  flows.flows.filter((flow) => from.test(flow.from) && to.test(flow.to)).flatMap((flow) => flow.by);

describe("who reaches whom", () => {
  test("on an existing cluster: two clients the front door, the probes DNS, and nothing else", async () => {
    expect(written(await reportOf("on-prem"))).toEqual([
      "Client search -> Pods of Deployment model-server: TCP 8443",
      "Client support-bot -> Pods of Deployment model-server: TCP 8443",
      "Pods of CronJob probe, Job probe -> Cluster DNS: TCP 53; UDP 53",
    ]);
  });

  test.each([
    ["gke", ["Cluster DNS", "DNS at the metadata address", "Node-local DNS", "Node-local DNS"], "TCP 53; UDP 53"],
    ["aks", ["Cluster DNS", "LocalDNS of AKS"], "TCP 53; UDP 53"],
    ["openshift", ["Cluster DNS"], "TCP 5353; UDP 5353"],
  ] as const)("on %s: the probes ask every way of its DNS, which the report names, and the proofs hold", async (platform, parties, on) => {
    const report = await reportOf("on-prem", (program) => {
      program.inputs("modelkeep-on-prem-probes/probe-to-dns", "NetworkPolicy")["spec"]["egress"] = structuredClone(
        dnsEgress({ network: { dns: platformOf(platform).dns } }),
      );
    });
    expect(written(report).filter((flow) => flow.startsWith("Pods of CronJob"))).toEqual(
      parties.map((party) => `Pods of CronJob probe, Job probe -> ${party}: ${on}`),
    );
    const verdicts = ({ proofs }: Report) => proofs.map(({ id, status }) => `${id} ${status}`);
    expect(verdicts(report)).toEqual(verdicts(await reportOf("on-prem")));
  });

  test("what is asked of the metadata service on another port is metadata", async () => {
    const to = [{ ipBlock: { cidr: "169.254.169.254/32" } }];
    const report = await reportOf("on-prem", (program) => {
      program.inputs("modelkeep-on-prem-probes/probe-to-dns", "NetworkPolicy")["spec"]["egress"] = [
        { to, ports: [{ port: 80, protocol: "TCP" }] },
      ];
    });
    expect(written(report)).toContain("Pods of CronJob probe, Job probe -> Instance metadata: TCP 80");
  });

  test("on AWS: from PrivateLink to the socket's pod, and what the workloads call", async () => {
    const all = "every protocol and port";
    expect(written(await reportOf("r1-distill-32b"))).toEqual([
      "Client contract-review -> Internal load balancer: TCP 443",
      "Client support-bot -> Internal load balancer: TCP 443",
      "Cluster DNS -> Kubernetes API: TCP 443",
      "Cluster DNS -> Resolver of the VPC: TCP 53,443; UDP 53",
      "Internal load balancer -> Nodes of gpu-pool: TCP 30443",
      "Internal load balancer -> Nodes of system-pool: TCP 30443",
      "Internal load balancer -> Pods of Deployment model-server: TCP 8443",
      `Kubernetes API -> Kubernetes API: ${all}`,
      "Kubernetes API -> Nodes of gpu-pool: TCP 10250",
      "Kubernetes API -> Nodes of system-pool: TCP 10250",
      ...["gpu-pool", "system-pool"].flatMap((pool) => [
        `Nodes of ${pool} -> Kubernetes API: TCP 443`,
        `Nodes of ${pool} -> Nodes of gpu-pool: ${all}`,
        `Nodes of ${pool} -> Nodes of system-pool: ${all}`,
        `Nodes of ${pool} -> VPC endpoints: TCP 443`,
      ]),
      "Pods of CronJob probe, Job probe -> Cluster DNS: TCP 53; UDP 53",
      "Pods of Deployment model-server -> Cluster DNS: TCP 53; UDP 53",
      "Pods of Deployment model-server -> Pod Identity agent: TCP 80",
      "Pods of Deployment model-server -> VPC endpoints: TCP 443",
      "tunnel -> Kubernetes API: TCP 443",
      "tunnel -> VPC endpoints: TCP 443",
    ]);
  });

  test("names the resource that allows a flow, and no other", { tags: ["flow-names-its-resource"] }, async () => {
    const report = await reportOf("r1-distill-32b");
    expect(by(report, /^pods modelkeep-r1-distill-32b-serving/, /^place pod identity$/)).toEqual([
      "NetworkPolicy modelkeep-r1-distill-32b-serving/loader-to-pod-identity",
    ]);
    expect(by(report, /^pods modelkeep-r1-distill-32b-serving/, /^pods kube-system/)).toEqual([
      "NetworkPolicy kube-system/core-dns",
      "NetworkPolicy modelkeep-r1-distill-32b-serving/loader-to-dns",
    ]);
    expect(by(report, /contract-review$/, /loadBalancer/)).toEqual([
      "Listener private-link-tls",
      "VpcEndpointService private-link-service",
      "VpcEndpointServiceAllowedPrinciple private-link-777788889999-role/contract-review",
    ]);
  });

  test("a policy more, and its flow is there; a policy less, and everything is", async () => {
    const opened = await reportOf("on-prem", (program) => {
      program
        .inputs("modelkeep-on-prem-serving/grant-search", "NetworkPolicy")
        ["spec"]["ingress"][0]["ports"].push({ port: 9901, protocol: "TCP" });
    });
    expect(written(opened)).toContain("Client search -> Pods of Deployment model-server: TCP 8443,9901");
    const bare = await reportOf("on-prem", (program) => program.remove("modelkeep-on-prem-serving/default-deny", "NetworkPolicy"));
    expect(written(bare)).toContain("Pods of Deployment model-server -> Any IPv4 address: all ports");
  });

  test("the internet, where it reaches something or is reached, and only then", {
    tags: ["internet-shown-only-when-reached"],
  }, async () => {
    const path = "an open path, shown under Proofs";
    expect(written(await reportOf("r1-distill-32b", openHost)).filter((flow) => flow.includes("The internet"))).toEqual([
      `The internet -> tunnel: ${path}`,
    ]);
    const shown = await reportOf("on-prem", (program) => {
      program.inputs("modelkeep-on-prem-serving/model-server", "v1:Service")["spec"]["type"] = "LoadBalancer";
    });
    expect(written(shown)).toContain(`The internet -> Pods of Deployment model-server: ${path}`);
    const publicApi = await reportOf("r1-distill-32b", (program) => {
      program.inputs("cluster", "eks/cluster:Cluster")["vpcConfig"]["endpointPublicAccess"] = true;
    });
    expect(written(publicApi)).toContain(`The internet -> Kubernetes API: ${path}`);
  });

  test("a security-group rule more, and its flow is there", async () => {
    const report = await reportOf("r1-distill-32b", (program) => {
      openHost(program);
      program.add("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "out", {
        securityGroupId: program.output("groups-nodes"),
        ipProtocol: "-1",
        cidrIpv4: "10.64.0.0/16",
      });
    });
    expect(written(report)).toContain("Nodes of gpu-pool -> tunnel: TCP 22");
  });
});
