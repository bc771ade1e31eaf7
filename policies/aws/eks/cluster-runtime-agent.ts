import { need, when } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const eksClusterRuntimeAgent: StackRule = {
  name: "aws-eks-cluster-runtime-agent",
  description: "Where GuardDuty runtime monitoring is on, its agent is on the nodes.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D19"],
  frameworks: { fsbp: ["GuardDuty.7", "GuardDuty.11"], nist80053r5: ["SI-4"] },
  database: "RDS.6: monitoring is on.",
  remediation: "Add the add-on aws-guardduty-agent, or let GuardDuty manage it (EKS_ADDON_MANAGEMENT).",
  checkStack: (stack) =>
    stack.of("aws:eks/cluster:Cluster").flatMap((cluster) =>
      about(
        cluster,
        when(
          stack.some(["aws:guardduty/detectorFeature:DetectorFeature"], (feature) =>
            feature
              .at("name")
              .is("RUNTIME_MONITORING")
              .and(
                feature
                  .at("additionalConfigurations")
                  .items()
                  .some((one) => one.at("name").is("EKS_ADDON_MANAGEMENT").and(one.at("status").is("ENABLED")))
                  .not(),
              ),
          ),
          () =>
            need(
              stack.some(["aws:eks/addon:Addon"], (addon) =>
                addon
                  .at("addonName")
                  .is("aws-guardduty-agent")
                  .and(refersTo(addon, "clusterName", cluster)),
              ),
              "has no runtime agent; accepted: the add-on aws-guardduty-agent",
              "addons",
            ),
        ),
      ),
    ),
};
