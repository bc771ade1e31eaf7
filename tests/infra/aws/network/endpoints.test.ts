import { beforeAll, expect, it } from "vitest";
import type { EndpointService } from "../../../../catalog/endpoints.ts";
import { Endpoints } from "../../../../infra/aws/network/endpoints.ts";
import { Network } from "../../../../infra/aws/network/network.ts";
import { SecurityGroups } from "../../../../infra/aws/network/security-groups.ts";
import { all, only, type Recorded, record } from "../../../support/recorder.ts";

const place = { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-central-1" };
const services: EndpointService[] = ["ec2", "ecr.api", "ecr.dkr", "eks-auth", "guardduty-data", "logs", "s3"];
const build = (preview = false) =>
  record(
    () => {
      const network = new Network("network", {
        place,
        cidr: "10.64.0.0/16",
        zones: ["eu-central-1a", "eu-central-1b"],
        blockPublicAccess: false,
      });
      const groups = new SecurityGroups("groups", {
        place,
        vpcId: network.vpc.id,
        tunnel: false,
        privateLinkClients: [],
        frontDoorPorts: [],
      });
      return new Endpoints("endpoints", { place, network, groups, services, images: ["vllm", "envoy"] });
    },
    { preview },
  );

let resources: Recorded[];
let preview: Recorded[];
beforeAll(async () => {
  resources = await build();
  preview = await build(true);
});

it("there is one interface endpoint for each service in use, and no gateway", () => {
  const names = all(resources, "VpcEndpoint").map(({ inputs }) => `${inputs["vpcEndpointType"]} ${inputs["serviceName"]}`);
  expect(names.sort()).toEqual(services.map((service) => `Interface com.amazonaws.eu-central-1.${service}`).sort());
});

it("interface endpoints answer under the public names of their services, in every zone, behind their own group", {
  tags: ["interface-endpoints-private-names"],
}, () => {
  for (const { name, inputs } of all(resources, "VpcEndpoint"))
    expect(inputs, name).toMatchObject({
      privateDnsEnabled: true,
      subnetIds: ["network-endpoints-eu-central-1a-id", "network-endpoints-eu-central-1b-id"],
      securityGroupIds: ["groups-endpoints-id"],
    });
});

it("every endpoint has a policy, readable in the first preview", { tags: ["endpoints-have-policies"] }, () => {
  const endpoints = all(preview, "VpcEndpoint");
  expect(endpoints).toHaveLength(services.length);
  for (const { name, inputs } of endpoints) expect(JSON.parse(inputs["policy"]).Statement.length, name).toBeGreaterThan(0);
});

it("the registry endpoints name the keep's repositories and the account from which AWS hands out add-on images", () => {
  const { policy } = only(resources, "VpcEndpoint", "endpoints-ecr.dkr").inputs;
  for (const repository of [
    "111122223333:repository/modelkeep-demo/vllm",
    "111122223333:repository/modelkeep-demo/envoy",
    "602401143452:repository/*",
  ])
    expect(policy).toContain(`"arn:aws:ecr:eu-central-1:${repository}"`);
});

it("every endpoint has an address of its own in every zone, so that a network policy can name one of them", {
  tags: ["endpoint-addresses-per-zone"],
}, () => {
  const addresses = all(resources, "VpcEndpoint").flatMap(({ inputs }) => inputs["subnetConfigurations"] as object[]);
  expect(only(resources, "VpcEndpoint", "endpoints-s3").inputs["subnetConfigurations"]).toEqual([
    { subnetId: "network-endpoints-eu-central-1a-id", ipv4: "10.64.192.8" },
    { subnetId: "network-endpoints-eu-central-1b-id", ipv4: "10.64.192.72" },
  ]);
  expect(new Set(addresses.map((one) => JSON.stringify(one))).size).toBe(2 * services.length);
});

it("S3 answers under its own name inside the VPC, where no gateway stands beside it", { tags: ["s3-private-name"] }, () => {
  for (const { name, inputs } of all(resources, "VpcEndpoint"))
    expect(inputs["dnsOptions"], name).toEqual(name === "endpoints-s3" ? { privateDnsOnlyForInboundResolverEndpoint: false } : undefined);
});

it("nodes reach endpoints by their group, and no address outside of the keep", () => {
  const outside = all(resources, "SecurityGroupEgressRule").filter(({ inputs }) => !inputs["referencedSecurityGroupId"]);
  expect(outside).toEqual([]);
});
