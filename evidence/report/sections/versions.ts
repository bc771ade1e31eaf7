import { kubernetesCalendar } from "../../../catalog/eks.ts";
import type { PreviewResource } from "../../../engine/preview.ts";
import type { ReportedInventory } from "../model/inventory.ts";

type Versions = ReportedInventory["versions"];

/** Versions that the stack pins, or leaves to AWS: Kubernetes, add-ons, node images. */
export function versionsSection(resources: readonly PreviewResource[]): Versions {
  const of = (type: string) => resources.filter((resource) => resource.type === type);
  const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
  return [
    ...of("aws:eks/cluster:Cluster").map(({ inputs }) => {
      const version = text(inputs["version"]);
      const end = kubernetesCalendar.find((one) => one.version === version)?.endOfStandardSupport;
      return { name: "Kubernetes (EKS)", version, note: end ? `standard support ends on ${end}` : "end of support unknown" };
    }),
    ...of("aws:eks/addon:Addon").map(({ inputs }) => ({
      name: `add-on ${text(inputs["addonName"])}`,
      version: text(inputs["addonVersion"]),
      note: "pinned by the program",
    })),
    ...of("aws:eks/nodeGroup:NodeGroup").map(({ inputs, name }) => {
      const release = text(inputs["releaseVersion"]);
      const note = release
        ? "AMI release pinned by the settings"
        : "not pinned: EKS uses the newest when the pool is created (maintenance.nodeRelease pins it)";
      return { name: `node image of ${name} (${text(inputs["amiType"])})`, version: release, note };
    }),
  ];
}
