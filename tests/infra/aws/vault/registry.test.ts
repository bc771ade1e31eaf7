import { expect, it } from "vitest";
import { placeOf } from "../../../../infra/aws/names.ts";
import { Registry } from "../../../../infra/aws/vault/registry.ts";
import { all, only, record } from "../../../support/recorder.ts";

const place = placeOf("demo", { accountId: "111122223333", region: "eu-central-1" });
const images = ["vllm", "envoy"].map((name) => ({ name, reference: `docker.io/x/${name}@sha256:${"a".repeat(64)}` }));
const program = () => new Registry("registry", { place, keyArn: "arn:key", images }, {});

it("makes one repository for each image", async () => {
  expect(all(await record(program), "Repository").map(({ inputs }) => inputs["name"])).toEqual([
    "modelkeep-demo/vllm",
    "modelkeep-demo/envoy",
  ]);
});

it("makes tags immutable, scans what is pushed, encrypts with the keep's key, and never deletes images with the repository", {
  tags: ["registry-immutable-scanned-encrypted"],
}, async () => {
  for (const { inputs } of all(await record(program), "Repository"))
    expect(inputs).toMatchObject({
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn:key" }],
      forceDelete: false,
    });
});

it("gives no other account a way in: no repository policy, no replication", { tags: ["shows-D21"] }, async () => {
  const types = new Set((await record(program)).map(({ type }) => type));
  expect([...types].filter((type) => type.startsWith("aws:ecr/")).sort()).toEqual([
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    "aws:ecr/repository:Repository",
  ]);
});

it("expires only images without a tag", { tags: ["registry-expires-untagged"] }, async () => {
  const { rules } = JSON.parse(only(await record(program), "LifecyclePolicy", "registry-vllm-lifecycle").inputs["policy"]);
  expect(rules).toHaveLength(1);
  expect(rules[0].selection.tagStatus).toBe("untagged");
});
