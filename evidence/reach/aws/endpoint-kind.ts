import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { textOf } from "../../input/value.ts";

/**
 * What is behind a VPC endpoint: an AWS service, a service of this inventory, or one of another account, which is another network. An
 * AWS service has a name such as `com.amazonaws.eu-central-1.logs`, a customer's `com.amazonaws.vpce.eu-central-1.vpce-svc-...`.
 */
export function endpointKind(inventory: Inventory, { inputs }: PreviewResource): "aws" | "own" | "other" {
  if (inventory.referred(inputs["serviceName"])?.type === "aws:ec2/vpcEndpointService:VpcEndpointService") return "own";
  const name = textOf(inputs["serviceName"]) ?? "";
  return /^(com\.amazonaws\.(?!vpce\.)|aws\.|cn\.com\.amazonaws\.(?!vpce\.)|com\.amazonaws\.s3-global\.)/.test(name) ? "aws" : "other";
}
