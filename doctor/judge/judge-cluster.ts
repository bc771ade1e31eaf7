import { type Finding, states } from "../finding.ts";
import type { Needs } from "../needs.ts";
import type { Snapshot } from "../snapshot.ts";
import { judgeCertificates } from "./certificates.ts";
import { judgeClasses } from "./classes.ts";
import { judgeDns } from "./dns.ts";
import { judgeNetworkPolicies } from "./network-policies.ts";
import { judgeNodes } from "./nodes.ts";
import { judgeOthersRules } from "./others-rules.ts";
import { judgePlatform } from "./platform.ts";
import { judgePods } from "./pods.ts";
import { judgeVersion } from "./version.ts";
import { judgeWeights } from "./weights.ts";

/** What was found of everything that a keep needs, worst first. */
export function judgeCluster(snapshot: Snapshot, needs: Needs): Finding[] {
  const all = [
    judgeVersion,
    judgeNetworkPolicies,
    judgeDns,
    judgePods,
    judgeOthersRules,
    judgeNodes,
    judgeClasses,
    judgeWeights,
    judgeCertificates,
    judgePlatform,
  ].flatMap((one) => one(snapshot, needs));
  return all.toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state));
}
