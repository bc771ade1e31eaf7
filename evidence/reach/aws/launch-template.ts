import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { listOf, objectOf, truthOf } from "../../input/value.ts";

/** Settings of an instance's interfaces, from the instance, its launch template, or neither. */
export interface LaunchedInterface {
  /** Source of these settings. */
  from: PreviewResource;
  path: string;
  groups: readonly unknown[];
  publicIpv4: boolean | "unknown" | undefined;
  ipv6: boolean | "unknown" | undefined;
  subnetId: unknown;
}

/**
 * The interfaces that a launch template gives an instance; undefined for a template that is not in this inventory, and
 * a single one without settings where there is no template.
 */
export function launchedBy(inventory: Inventory, instance: PreviewResource, template: unknown): LaunchedInterface[] | undefined {
  const { id, name, launchTemplateId, launchTemplateName } = objectOf(template);
  const named = id ?? name ?? launchTemplateId ?? launchTemplateName;
  if (named === undefined) return [{ from: instance, path: "", groups: [], publicIpv4: undefined, ipv6: undefined, subnetId: undefined }];
  const resource =
    inventory.referred(named) ?? inventory.of("aws:ec2/launchTemplate:LaunchTemplate").find(({ inputs }) => inputs["name"] === named);
  if (resource?.type !== "aws:ec2/launchTemplate:LaunchTemplate") return undefined;
  const { vpcSecurityGroupIds, networkInterfaces } = resource.inputs;
  const interfaces = listOf(networkInterfaces).map((value, i) => read(resource, `networkInterfaces[${i}]`, objectOf(value)));
  // EFA-only interfaces have no IP address: they carry only fabric traffic.
  const addressed = interfaces.filter((_, i) => objectOf(listOf(networkInterfaces)[i])["interfaceType"] !== "efa-only");
  if (addressed.length > 0) return addressed;
  return [{ ...read(resource, "", {}), groups: listOf(vpcSecurityGroupIds) }];
}

function read(from: PreviewResource, path: string, fields: Readonly<Record<string, unknown>>): LaunchedInterface {
  const addresses = [
    ...listOf(fields["ipv6Addresses"]),
    ...(Number(fields["ipv6AddressCount"] ?? 0) > 0 ? [1] : []),
    ...(Number(fields["ipv6PrefixCount"] ?? 0) > 0 ? [1] : []),
  ];
  return {
    from,
    path,
    groups: listOf(fields["securityGroups"]),
    publicIpv4: truthOf(fields["associatePublicIpAddress"]),
    ipv6: addresses.length > 0 ? true : undefined,
    subnetId: fields["subnetId"],
  };
}
