import { type Finding, notRead } from "../finding.ts";
import type { Snapshot } from "../snapshot.ts";

/** Lowest minor release of Kubernetes on which a keep runs. */
const least = 33;

/** Whether the release of Kubernetes is new enough, and has what guards a keep. */
export function judgeVersion({ version, admissionPolicies }: Snapshot): Finding[] {
  return [release(version), admission(admissionPolicies)];
}

function release(version: Snapshot["version"]): Finding {
  const about = "version";
  if ("unread" in version) return notRead(about, version.unread);
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version.read) ?? [];
  if (major === undefined || minor === undefined)
    return { about, state: "undecided", seen: version.read, follows: "it is no release that can be compared", administrator: "none known" };
  if (Number(major) > 1 || Number(minor) >= least) return { about, state: "works", seen: version.read };
  return {
    about,
    state: "fails",
    seen: `Kubernetes ${version.read}`,
    follows: `a keep needs 1.${least}: sidecars, admission policies and CEL's libraries`,
    administrator: `upgrade the cluster to 1.${least} or newer`,
  };
}

function admission(available: Snapshot["admissionPolicies"]): Finding {
  const about = "admission policies";
  if ("unread" in available) return notRead(about, available.unread);
  if (available.read) return { about, state: "works", seen: "ValidatingAdmissionPolicy v1 is served" };
  return {
    about,
    state: "fails",
    seen: "ValidatingAdmissionPolicy v1 is not served",
    follows: "`pulumi up` fails on the keep's admission policies",
    administrator: "serve admissionregistration.k8s.io/v1 with its policies (Kubernetes 1.30 or newer)",
  };
}
