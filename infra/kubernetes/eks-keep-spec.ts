import { platformOf } from "../../catalog/platforms.ts";
import { frontDoorNodePort } from "../../charts/front-door/node-port.ts";
import { imageUser, probeUser } from "../../charts/inference/server-security.ts";
import type { KeepSpec, KeepSpecs, Lockfile } from "../../charts/keep-spec.ts";
import { formatCidr, parseCidr } from "../../network-range/cidr.ts";
import { awsNames, placeOf } from "../aws/names.ts";
import { gpuPoolOf, gpuTaint, poolLabel } from "../aws/nodes/pool-names.ts";
import { endpointAddress } from "../network/endpoint-addresses.ts";
import { planSubnets } from "../network/subnets.ts";
import { nodeShare } from "../nodes/aws-node-share.ts";
import type { EksKeep, EksModel } from "../settings/checked-keep.ts";
import { isPrivateLink } from "../settings/clients.ts";
import { keepSpecAnywhere, keepSpecsOf, type Lockfiles, parallelOf } from "./keep-spec.ts";
import { registryImages } from "./server-images.ts";

/** Bandwidth of an interface endpoint per zone before it scales, in Mbit/s. Source: "AWS PrivateLink quotas", AWS PrivateLink guide. */
const endpointMbps = 10_000;

/**
 * Chart input for a keep on EKS, by version of each model. All plain values, although nothing exists yet: the program chooses names,
 * addresses and images, so that the first preview shows every Kubernetes object completely.
 */
export function eksKeepSpecs(keep: EksKeep, lockfiles: Lockfiles): KeepSpecs {
  return keepSpecsOf(keep.served, (served) => eksKeepSpec(keep, served, lockfiles(served)));
}

function eksKeepSpec(keep: EksKeep, served: EksModel, lockfile: Lockfile | undefined): KeepSpec {
  const { target } = keep;
  const { instance } = served;
  const { cidr, zones } = target.network;
  const subnets = planSubnets(parseCidr(cidr), zones);
  const outside = served.clients.some(isPrivateLink);
  return {
    ...keepSpecAnywhere(keep.name, served, lockfile),
    hardware: {
      accelerator: "nvidia",
      gpus: instance.gpuCount,
      nodes: 1,
      ...parallelOf(served, instance.gpuCount),
      ...nodeShare(instance),
      networkMbps: Math.min(instance.networkMbps, endpointMbps),
      localNvme: instance.nvmeGB !== null,
    },
    images: registryImages(keep),
    weights: { kind: "vault", bucket: awsNames(placeOf(keep.name, target)).vault, region: target.region },
    placement: {
      nodeSelector: { [poolLabel]: gpuPoolOf(served.id.model) },
      tolerations: [{ key: gpuTaint.key, operator: "Exists", effect: "NoSchedule" }],
      // Bottlerocket's NVIDIA variant runs every container with NVIDIA's runtime, without a RuntimeClass.
      runtimeClass: undefined,
    },
    network: {
      loadBalancerRanges: outside ? subnets.map(({ loadBalancer }) => formatCidr(loadBalancer)) : [],
      nodePort: outside ? frontDoorNodePort(served.privateLinkPort) : undefined,
      listenerPort: outside ? served.privateLinkPort : undefined,
      podIdentity: true,
      vaultRanges: subnets.map(({ endpoints }) => `${endpointAddress("s3", endpoints)}/32`),
      dns: platformOf("eks").dns,
    },
    users: { kind: "fixed", serving: imageUser, probes: probeUser },
  };
}
