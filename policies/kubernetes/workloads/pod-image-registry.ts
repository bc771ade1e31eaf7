import { listOf } from "../../rule/configured.ts";
import { need } from "../../rule/outcome.ts";
import { eachContainer, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podImageRegistry: ResourceRule = {
  name: "kubernetes-pod-image-registry",
  description: "Images come from a private registry; a public one is accepted with a digest only where no node depends on it at start-up.",
  severity: "medium",
  enforcement: "advisory",
  controls: ["D15"],
  frameworks: { cisEks: ["5.1.4"], trivy: ["KSV-0034", "KSV-0125"], nist80053r5: ["SI-7", "CM-14"] },
  database: "Packages come from a private repository.",
  remediation: "Copy the image into your registry, and name it in full.",
  config: {
    publicRegistries: {
      type: "array",
      items: { type: "string" },
      default: [
        "docker.io",
        "index.docker.io",
        "registry-1.docker.io",
        "quay.io",
        "ghcr.io",
        "gcr.io",
        "registry.k8s.io",
        "mcr.microsoft.com",
        "nvcr.io",
        "public.ecr.aws",
        "registry.hub.docker.com",
        "lscr.io",
      ],
      description: "public registries",
    },
  },
  types: podTypes,
  check: (workload, config) =>
    eachContainer(workload, (container) =>
      need(
        container.at("image").test((image) => {
          const [registry = "", ...rest] = String(image).split("/");
          return rest.length > 0 && /[.:]|^localhost$/.test(registry) && !listOf(config, "publicRegistries").includes(registry);
        }),
        "comes from a public registry; accepted: one of your own, named in full",
      ),
    ),
};
