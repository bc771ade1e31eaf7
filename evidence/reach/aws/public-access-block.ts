import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { textOf } from "../../input/value.ts";

/**
 * Whether VPC Block Public Access blocks packets through a gateway, in one direction: then an internet gateway forwards nothing. An
 * exclusion for any VPC disables it here, as does a region other than the gateway's.
 */
export function isBlocked(inventory: Inventory, gateway: PreviewResource | undefined, direction: "in" | "out"): boolean {
  if (!gateway || inventory.of("aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion").length > 0) return false;
  return inventory
    .of("aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions")
    .filter(({ provider }) => provider === gateway.provider)
    .some(({ inputs }) => {
      const mode = textOf(inputs["internetGatewayBlockMode"]);
      return mode === "block-bidirectional" || (mode === "block-ingress" && direction === "in");
    });
}
