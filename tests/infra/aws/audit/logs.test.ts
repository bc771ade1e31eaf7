import { expect, it } from "vitest";
import { Logs } from "../../../../infra/aws/audit/logs.ts";
import { placeOf } from "../../../../infra/aws/names.ts";
import { all, record } from "../../../support/recorder.ts";

const place = placeOf("demo", { accountId: "111122223333", region: "eu-central-1" });
const groups = async () =>
  all(await record(() => new Logs("logs", { place, keyArn: "arn:key", retentionDays: 400 }, {}), { preview: true }), "LogGroup");

it("encrypts every log group and keeps each record as long as the settings say", { tags: ["log-groups-encrypted-and-kept"] }, async () => {
  const made = await groups();
  expect(made).toHaveLength(4);
  for (const { inputs } of made) expect(inputs).toMatchObject({ kmsKeyId: "arn:key", retentionInDays: 400 });
});

it("makes the group that EKS writes to, by the one name that EKS uses", async () => {
  expect((await groups()).map(({ inputs }) => inputs["name"])).toContain("/aws/eks/modelkeep-demo/cluster");
});

it("keeps the control-plane log and the trail's log when the keep is gone", { tags: ["logs-kept-after-keep"] }, async () => {
  const kept = (await groups()).filter(({ protect, retainOnDelete }) => protect && retainOnDelete).map(({ name }) => name);
  expect(kept).toEqual(["logs-cluster", "logs-audit"]);
});
