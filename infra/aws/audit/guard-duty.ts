import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface GuardDutyArgs {
  /**
   * `create`: this keep owns the region's detector. `managed`: the account already has one, managed by its organization with the same
   * features; an account has one detector per region, so nothing is created here.
   */
  mode: "create" | "managed";
}

/** Threat detection for the cluster's audit log, the processes on its nodes, and S3 data events. */
export class GuardDuty extends pulumi.ComponentResource {
  constructor(name: string, { mode }: GuardDutyArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:GuardDuty", name, {}, opts);

    if (mode === "create") {
      const detector = new aws.guardduty.Detector(
        `${name}-detector`,
        { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" },
        { parent: this },
      );
      const feature = (
        suffix: string,
        featureName: string,
        additionalConfigurations: aws.types.input.guardduty.DetectorFeatureAdditionalConfiguration[] = [],
      ) =>
        new aws.guardduty.DetectorFeature(
          `${name}-${suffix}`,
          {
            detectorId: detector.id,
            name: featureName,
            status: "ENABLED",
            ...(additionalConfigurations.length > 0 ? { additionalConfigurations } : {}),
          },
          { parent: this },
        );
      feature("eks-audit", "EKS_AUDIT_LOGS");
      feature("s3", "S3_DATA_EVENTS");
      // Automatic agents are off because this program installs the cluster's own: GuardDuty's automation would create an endpoint and a
      // security group in the VPC that no preview shows.
      feature(
        "runtime",
        "RUNTIME_MONITORING",
        ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"].map((agent) => ({
          name: agent,
          status: "DISABLED",
        })),
      );
    }

    this.registerOutputs({});
  }
}
