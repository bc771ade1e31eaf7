import { describe, expect, it } from "vitest";
import { accessGrants } from "../../../../infra/aws/cluster/access-grants.ts";
import { ClusterAccess } from "../../../../infra/aws/cluster/cluster-access.ts";
import { all, record } from "../../../support/recorder.ts";

const place = { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-central-1" };
const roles = { deployer: "deployer", operators: ["platform/on-call", "support"], breakGlass: "break-glass" };

describe("access entries", () => {
  it("are one for each role named, of this account, over the whole cluster", async () => {
    const resources = await record(() => new ClusterAccess("access", { place, clusterName: "modelkeep-demo", ...roles }, {}));
    const arn = (role: string) => `arn:aws:iam::111122223333:role/${role}`;
    expect(all(resources, "AccessEntry").map(({ inputs }) => inputs["principalArn"])).toEqual(
      ["deployer", "break-glass", "platform/on-call", "support"].map(arn),
    );
    const policies = all(resources, "AccessPolicyAssociation").map(({ inputs }) => [
      inputs["principalArn"],
      inputs["policyArn"].split("/").pop(),
    ]);
    expect(policies).toEqual([
      [arn("deployer"), "AmazonEKSClusterAdminPolicy"],
      [arn("break-glass"), "AmazonEKSClusterAdminPolicy"],
      [arn("platform/on-call"), "AmazonEKSViewPolicy"],
      [arn("support"), "AmazonEKSViewPolicy"],
    ]);
    for (const { inputs } of all(resources, "AccessPolicyAssociation")) expect(inputs["accessScope"]).toEqual({ type: "cluster" });
  });

  it("give operators the view of EKS and the keep's own group, and nobody else a group", { tags: ["operators-view-access"] }, () => {
    const operators = accessGrants({ keep: "demo", ...roles }).filter(({ purpose }) => purpose.startsWith("operator"));
    expect(operators.map(({ policy }) => policy)).toEqual(["AmazonEKSViewPolicy", "AmazonEKSViewPolicy"]);
    expect(accessGrants({ keep: "demo", ...roles }).map(({ groups }) => groups)).toEqual([
      [],
      [],
      ["modelkeep-demo-operators"],
      ["modelkeep-demo-operators"],
    ]);
  });

  it("tell EKS of the group, where there is one", async () => {
    const resources = await record(() => new ClusterAccess("access", { place, clusterName: "modelkeep-demo", ...roles }, {}));
    expect(all(resources, "AccessEntry").map(({ inputs }) => inputs["kubernetesGroups"])).toEqual([
      undefined,
      undefined,
      ["modelkeep-demo-operators"],
      ["modelkeep-demo-operators"],
    ]);
  });

  it("name no emergency role where there is none", () => {
    expect(accessGrants({ keep: "demo", deployer: "deployer", operators: [] })).toEqual([
      { purpose: "deployer", role: "deployer", policy: "AmazonEKSClusterAdminPolicy", groups: [] },
    ]);
  });

  it("refuse a role that is named twice", () => {
    expect(() => accessGrants({ keep: "demo", deployer: "a", operators: ["b", "a"] })).toThrow("target.access names the role a twice");
  });
});
