import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { listOf, textOf, truthOf } from "../../input/value.ts";
import { type Hop, hop } from "../hop.ts";
import type { LoadBalancer } from "./load-balancers.ts";

/** A principal that may request a connection. */
export interface AllowedPrincipal {
  /** ARN of an IAM principal; `*` means everyone. */
  principal: string;
  hop: Hop;
}

/** An endpoint service (PrivateLink): load balancers that other accounts reach from their own networks. */
export interface EndpointService {
  resource: PreviewResource;
  loadBalancers: readonly LoadBalancer[];
  principals: readonly AllowedPrincipal[];
  /** Whether a person accepts each connection. */
  accepted: boolean | "unknown";
}

/** Reads the endpoint services of an inventory. */
export function endpointServicesOf(inventory: Inventory, loadBalancers: readonly LoadBalancer[]): EndpointService[] {
  const apart = inventory.of("aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple");
  return inventory.of("aws:ec2/vpcEndpointService:VpcEndpointService").map((resource) => {
    const balancers = listOf(resource.inputs["networkLoadBalancerArns"]).map((arn) => inventory.referred(arn));
    const may = (principal: string) => `${principal === "*" ? "everyone with an AWS account" : principal} may request a connection`;
    return {
      resource,
      loadBalancers: loadBalancers.filter((one) => balancers.includes(one.resource)),
      principals: [
        ...listOf(resource.inputs["allowedPrincipals"]).map((value) => {
          const principal = textOf(value) ?? "*";
          return { principal, hop: hop(resource, "allowedPrincipals", may(principal)) };
        }),
        ...apart
          .filter(({ inputs }) => inventory.referred(inputs["vpcEndpointServiceId"]) === resource)
          .map((rule) => {
            const principal = textOf(rule.inputs["principalArn"]) ?? "*";
            return { principal, hop: hop(rule, "principalArn", may(principal)) };
          }),
      ],
      accepted: truthOf(resource.inputs["acceptanceRequired"]) ?? false,
    };
  });
}
