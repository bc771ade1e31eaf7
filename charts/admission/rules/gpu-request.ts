import { literal } from "../cel.ts";
import { containersVariable, podSpecs, podVariable } from "../pod-spec.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

const gpu = "nvidia.com/gpu";

/**
 * A pod that tolerates the taint of GPU nodes requests a GPU, or tells the container runtime, in each of its containers, to expose none: an
 * image made for GPUs sets "all" by itself. The API server itself checks that request equals limit for extended resources, and Pod Security
 * covers host paths and devices.
 */
export function gpuRequest({ specs }: AdmissionContext): AdmissionRule {
  const own = specs.flatMap(({ hardware, placement }) =>
    hardware.accelerator === "nvidia" ? placement.tolerations.map(({ key }) => key) : [],
  );
  const taints = literal([...new Set([gpu, ...own])]);
  const asks = `has(c.resources) && has(c.resources.limits) && "${gpu}" in c.resources.limits && quantity(string(c.resources.limits["${gpu}"])).isGreaterThan(quantity("0"))`;
  const blind = `has(c.env) && c.env.exists(e, e.name == "NVIDIA_VISIBLE_DEVICES" && has(e.value) && e.value == "void")`;
  return {
    name: "gpu-request",
    why: "A pod on a GPU node that requested no GPU may still see all of them, outside of any quota.",
    scope: "keep",
    ...podSpecs,
    variables: [
      podVariable,
      containersVariable,
      {
        name: "tolerates",
        expression: `has(variables.pod.tolerations) && variables.pod.tolerations.exists(t, !has(t.key) || t.key == "" || t.key in ${taints})`,
      },
    ],
    validations: [
      {
        expression: `!variables.tolerates || variables.containers.exists(c, ${asks}) || variables.containers.all(c, ${blind})`,
        message: `a pod that tolerates the taint of GPU nodes has a limit of ${gpu}, or NVIDIA_VISIBLE_DEVICES=void in every container`,
      },
      {
        expression: "!has(variables.pod.resourceClaims) || variables.pod.resourceClaims.size() == 0",
        message: `GPUs are counted as ${gpu}: resource claims bypass the quota`,
      },
    ],
  };
}
