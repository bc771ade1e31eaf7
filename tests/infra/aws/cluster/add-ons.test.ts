import * as aws from "@pulumi/aws";
import { describe, expect, it } from "vitest";
import { AddOns } from "../../../../infra/aws/cluster/add-ons.ts";
import { only, record } from "../../../support/recorder.ts";

const addOns = [
  {
    name: "vpc-cni",
    version: "v1.21.1-eksbuild.1",
    configuration: { enableNetworkPolicy: "true" },
    serviceAccountRole: { serviceAccount: "aws-node", roleArn: "arn:role" },
  },
  { name: "kube-proxy", version: "v1.35.0-eksbuild.2" },
];

describe("add-ons", () => {
  it("are pinned, configured by the program alone, and get their role by Pod Identity", { tags: ["add-ons-pinned"] }, async () => {
    const resources = await record(() => new AddOns("before", { clusterName: "demo", addOns }, {}));
    expect(only(resources, "Addon", "before-vpc-cni").inputs).toEqual({
      clusterName: "demo",
      addonName: "vpc-cni",
      addonVersion: "v1.21.1-eksbuild.1",
      configurationValues: '{"enableNetworkPolicy":"true"}',
      podIdentityAssociations: [{ serviceAccount: "aws-node", roleArn: "arn:role" }],
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
    });
    expect(only(resources, "Addon", "before-kube-proxy").inputs).toMatchObject({ addonVersion: "v1.35.0-eksbuild.2" });
  });

  it("each wait for what must stand before them", { tags: ["add-ons-wait-in-order"] }, async () => {
    const resources = await record(() => {
      const first = new aws.cloudwatch.LogGroup("first", {});
      new AddOns("late", { clusterName: "demo", addOns, after: [first] }, {});
    });
    for (const name of ["late-vpc-cni", "late-kube-proxy"]) expect(only(resources, "Addon", name).dependsOn).toContain("first");
  });
});
