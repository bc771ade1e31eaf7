import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { textOf } from "../../input/value.ts";

/**
 * What is behind a VPC endpoint: a service of AWS, a service of this inventory, or one of somebody else, which is another network. A
 * service of AWS has a name such as `com.amazonaws.eu-central-1.logs`, one of a customer `com.amazonaws.vpce.eu-central-1.vpce-svc-...`.
 */
export function endpointKind(inventory: Inventory, { inputs }: PreviewResource): "aws" | "ours" | "foreign" {
  if (inventory.referred(inputs["serviceName"])?.type === "aws:ec2/vpcEndpointService:VpcEndpointService") return "ours";
  const name = textOf(inputs["serviceName"]) ?? "";
  return /^(com\.amazonaws\.(?!vpce\.)|aws\.|cn\.com\.amazonaws\.(?!vpce\.)|com\.amazonaws\.s3-global\.)/.test(name) ? "aws" : "foreign";
}
