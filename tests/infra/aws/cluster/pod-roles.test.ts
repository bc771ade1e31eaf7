import { describe, expect, it } from "vitest";
import { cniPlacePolicy, cniPolicy } from "../../../../infra/aws/cluster/cni-policy.ts";
import { PodRoles, weightsReaderPolicy } from "../../../../infra/aws/cluster/pod-roles.ts";
import { only, record } from "../../../support/recorder.ts";

const place = { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-central-1" };
const roles = () => new PodRoles("pods", { place, clusterName: "modelkeep-demo", vpcId: "vpc-1" }, {});

describe("pod roles", () => {
  it.each([
    ["pods-weights-reader", "modelkeep-demo-weights-reader", "modelkeep-demo-serving", "model-server"],
    ["pods-vpc-cni", "modelkeep-demo-vpc-cni", "kube-system", "aws-node"],
  ])(
    "%s is for one service account of this cluster",
    { tags: ["pod-role-one-service-account"] },
    async (resource, name, namespace, account) => {
      const { inputs } = only(await record(roles, { preview: true }), "aws:iam/role:Role", resource);
      expect(inputs["name"]).toBe(name);
      expect(JSON.parse(inputs["assumeRolePolicy"]).Statement).toEqual([
        {
          Sid: "PodIdentityAssumesRole",
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:SourceAccount": "111122223333",
              "aws:RequestTag/kubernetes-namespace": namespace,
              "aws:RequestTag/kubernetes-service-account": account,
            },
            ArnEquals: { "aws:SourceArn": "arn:aws:eks:eu-central-1:111122223333:cluster/modelkeep-demo" },
          },
        },
      ]);
    },
  );

  it("give the weights to the model server alone", async () => {
    const { inputs } = only(await record(roles), "PodIdentityAssociation");
    expect(inputs).toMatchObject({
      namespace: "modelkeep-demo-serving",
      serviceAccount: "model-server",
      roleArn: "arn:aws:mock:::pods-weights-reader",
    });
  });
});

describe("the weights reader", () => {
  const { Statement } = weightsReaderPolicy(place);

  it("reads objects of the vault, and does nothing else in S3", { tags: ["weights-reader-reads-only"] }, () => {
    expect(Statement.find(({ Sid }) => Sid === "ReadsWeights")).toMatchObject({
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: "arn:aws:s3:::modelkeep-demo-vault-111122223333-eu-central-1/*",
    });
  });

  it("decrypts with the vault's key, through S3, for the vault", () => {
    expect(Statement.find(({ Sid }) => Sid === "DecryptsWeights")).toMatchObject({
      Action: "kms:Decrypt",
      Condition: {
        StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" },
        StringLike: { "kms:EncryptionContext:aws:s3:arn": [expect.stringMatching(/vault/), expect.stringMatching(/vault.*\/\*$/)] },
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/modelkeep-demo-vault" },
      },
    });
    expect(Statement).toHaveLength(2);
  });
});

describe("the VPC CNI", () => {
  const { Statement } = cniPolicy(place);
  const changes = Statement.filter(({ Action }) => [Action].flat().some((action) => !action.startsWith("ec2:Describe")));

  it("changes nothing without a condition", () => {
    expect(changes.filter(({ Condition }) => Condition === undefined)).toEqual([]);
    expect(changes.filter(({ Resource }) => Resource === "*")).toEqual([]);
  });

  it("claims no interface that it did not make", { tags: ["cni-own-interfaces-alone"] }, () => {
    const tagging = Statement.filter(({ Action }) => Action === "ec2:CreateTags").map(({ Condition }) => Condition);
    expect(tagging).toEqual([
      { StringEquals: { "ec2:CreateAction": "CreateNetworkInterface" } },
      { StringEquals: { "aws:ResourceTag/cluster.k8s.amazonaws.com/name": "modelkeep-demo" } },
    ]);
  });

  it("puts interfaces into the keep's VPC alone", () => {
    expect(cniPlacePolicy(place, "arn:vpc").Statement[0]?.Condition).toEqual({ ArnEquals: { "ec2:Vpc": "arn:vpc" } });
  });
});
