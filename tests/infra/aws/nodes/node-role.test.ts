import { describe, expect, it } from "vitest";
import { nodePolicy } from "../../../../infra/aws/nodes/node-policy.ts";
import { NodeRole } from "../../../../infra/aws/nodes/node-role.ts";
import { only, record } from "../../../support/recorder.ts";

const place = { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-central-1" };
const args = { place, images: ["vllm", "envoy"] };

describe("the node role", () => {
  it("is given to instances, and carries one policy that stands readable in the first preview", async () => {
    const resources = await record(() => new NodeRole("node", args, {}), { preview: true });
    expect(JSON.parse(only(resources, "aws:iam/role:Role").inputs["assumeRolePolicy"]).Statement).toEqual([
      { Sid: "ServiceAssumesRole", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    expect(JSON.parse(only(resources, "aws:iam/rolePolicy:RolePolicy").inputs["policy"])).toEqual(nodePolicy(args));
  });

  it("has no managed policy", async () => {
    const resources = await record(() => new NodeRole("node", args, {}));
    expect(resources.map(({ type }) => type)).not.toContain("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    expect(only(resources, "aws:iam/role:Role").inputs["managedPolicyArns"]).toBeUndefined();
  });
});

describe("what a node may do", () => {
  const { Statement } = nodePolicy(args);

  it("is this list and nothing more", { tags: ["node-role-least-rights"] }, () => {
    expect([...new Set(Statement.flatMap(({ Action }) => Action))].sort()).toEqual([
      "ec2:DescribeInstances",
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetAuthorizationToken",
      "ecr:GetDownloadUrlForLayer",
      "eks-auth:AssumeRoleForPodIdentity",
    ]);
  });

  it("holds for every resource only where IAM knows none to name", { tags: ["node-role-resources-named"] }, () => {
    expect(Statement.filter(({ Resource }) => JSON.stringify(Resource).includes('"*"')).flatMap(({ Action }) => Action)).toEqual([
      "ecr:GetAuthorizationToken",
      "ec2:DescribeInstances",
    ]);
  });

  it("pulls the keep's images and those of the region's add-on registry", () => {
    const resources = Statement.filter(({ Action }) => Action.includes("ecr:BatchGetImage")).flatMap(({ Resource }) => Resource);
    expect(resources).toEqual([
      "arn:aws:ecr:eu-central-1:111122223333:repository/modelkeep-demo/vllm",
      "arn:aws:ecr:eu-central-1:111122223333:repository/modelkeep-demo/envoy",
      // EKS add-ons and pause images, then the GuardDuty agent.
      "arn:aws:ecr:eu-central-1:602401143452:repository/*",
      expect.stringMatching(/^arn:aws:ecr:eu-central-1:\d{12}:repository\/\*$/),
    ]);
  });

  it("serves Pod Identity for this cluster alone", () => {
    expect(Statement.find(({ Action }) => Action === "eks-auth:AssumeRoleForPodIdentity")?.Resource).toBe(
      "arn:aws:eks:eu-central-1:111122223333:cluster/modelkeep-demo",
    );
  });
});
