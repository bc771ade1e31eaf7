import { type PlatformName, platformOf } from "../../catalog/platforms.ts";
import { clusterDnsOf, podUsersOf } from "../../infra/settings/platform.ts";
import type { Finding } from "../finding.ts";
import type { Needs } from "../needs.ts";
import type { Snapshot } from "../snapshot.ts";

/** The distribution of a cluster, as far as it shows; `other` for one that shows none of the known marks. */
export function platformSeen({ version, apiGroups, nodes }: Snapshot): PlatformName | undefined {
  const release = "read" in version ? version.read : "";
  const everyNode = "read" in nodes ? nodes.read : [];
  if ("read" in apiGroups && "security.openshift.io" in apiGroups.read) return "openshift";
  if (/-gke\./.test(release)) return "gke";
  if (/-eks-/.test(release)) return "eks";
  if (/\+rke2r/.test(release)) return "rke2";
  if (/\+k3s/.test(release)) return "k3s";
  if (everyNode.some(({ labels }) => "kubernetes.azure.com/cluster" in labels)) return "aks";
  if (everyNode.some(({ osImage }) => osImage.startsWith("Talos"))) return "talos";
  return "unread" in apiGroups || "unread" in version || "unread" in nodes ? undefined : "other";
}

/** Whether the settings are for this distribution, as far as that makes a difference. */
export function judgePlatform(snapshot: Snapshot, { keep: { target }, dns, users }: Needs): Finding[] {
  const seen = platformSeen(snapshot);
  if (seen === undefined)
    return [
      {
        about: "platform",
        state: "undecided",
        seen: "not enough was read to tell the distribution",
        follows: `the defaults of target.platform ${target.platform} may be those of another`,
        administrator: "let the caller read version, nodes and API groups, and run the doctor again",
      },
    ];
  const called = `${platformOf(seen).called}${"read" in snapshot.version ? ` (${snapshot.version.read})` : ""}`;
  const there = { ...target, platform: seen };
  const same = JSON.stringify([clusterDnsOf(there), podUsersOf(there)]) === JSON.stringify([dns, users]);
  if (same || (target.dns !== undefined && JSON.stringify(podUsersOf(there)) === JSON.stringify(users)))
    return [{ about: "platform", state: "works", seen: called }];
  return [
    {
      about: "platform",
      state: "undecided",
      seen: `${called}; the settings are for ${target.platform}`,
      follows: "DNS, or the users of pods, may differ from the defaults",
      fixes: [{ path: "target.platform", value: seen }],
    },
  ];
}
