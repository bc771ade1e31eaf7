import type { PreviewResource } from "../../../engine/preview.ts";
import { textOf } from "../../input/value.ts";
import type { Interface } from "../../reach/aws/interface.ts";
import type { AwsNetwork } from "../../reach/aws/network.ts";
import { partsOf, unite } from "../../reach/space/addresses.ts";
import type { Party, Zone } from "../model/flow.ts";
import type { Parties } from "./parties.ts";

const zones: Record<string, Zone> = {
  "aws:lb/loadBalancer:LoadBalancer": "entry",
  "aws:alb/loadBalancer:LoadBalancer": "entry",
  "aws:ec2/instance:Instance": "entry",
  "aws:eks/cluster:Cluster": "services",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "services",
};

/** Interfaces of one party: of one resource, or of all endpoints with the same security groups. */
export interface AwsParty {
  id: string;
  interfaces: readonly Interface[];
}

/** The parties of an AWS network with interfaces in it. */
export function awsParties(network: AwsNetwork, parties: Parties): AwsParty[] {
  const groups = Map.groupBy(network.interfaces, ({ owner, groups }) =>
    isEndpoint(owner) ? `endpoints ${JSON.stringify(groups)}` : owner.urn,
  );
  return [...groups].map(([key, interfaces]) => {
    const owners = [...new Set(interfaces.map(({ owner }) => owner))];
    const addresses = partsOf(unite(interfaces.map((one) => one.addresses)));
    return { id: parties.add({ ...described(`aws ${key}`, owners), addresses, identities: [] }), interfaces };
  });
}

const isEndpoint = ({ type }: PreviewResource) => type === "aws:ec2/vpcEndpoint:VpcEndpoint";

function described(id: string, owners: readonly PreviewResource[]): Omit<Party, "addresses" | "identities"> {
  const [{ type, name, inputs }] = owners as [PreviewResource];
  const zone = zones[type] ?? "workloads";
  if (isEndpoint(owners[0]!)) {
    const services = owners
      .map((owner) => textOf(owner.inputs["serviceName"])?.replace(/^com\.amazonaws\.[a-z0-9-]+\./, "") ?? owner.name)
      .sort();
    return { id, name: "VPC endpoints", zone, detail: services.join(", ") };
  }
  switch (type) {
    case "aws:lb/loadBalancer:LoadBalancer":
    case "aws:alb/loadBalancer:LoadBalancer":
      return { id, name: inputs["internal"] === true ? "Internal load balancer" : "Load balancer", zone, detail: name };
    case "aws:eks/cluster:Cluster":
      return { id, name: "Kubernetes API", zone, detail: "the control plane's interfaces in the VPC" };
    case "aws:eks/nodeGroup:NodeGroup":
      return { id, name: `Nodes of ${name}`, zone, detail: textOf(inputs["amiType"]) ?? "node group" };
    default:
      return { id, name, zone, detail: type.split(":").pop() ?? type };
  }
}
