import { expect, it } from "vitest";
import { GuardDuty } from "../../../../infra/aws/audit/guard-duty.ts";
import { all, only, record } from "../../../support/recorder.ts";

const resources = (mode: "create" | "managed") => record(() => new GuardDuty("guard-duty", { mode }, {}));

it("watches the cluster's audit log, its nodes and the buckets", { tags: ["shows-D19"] }, async () => {
  const features = all(await resources("create"), "DetectorFeature").map(({ inputs }) => [inputs["name"], inputs["status"]]);
  expect(features).toEqual([
    ["EKS_AUDIT_LOGS", "ENABLED"],
    ["S3_DATA_EVENTS", "ENABLED"],
    ["RUNTIME_MONITORING", "ENABLED"],
  ]);
});

it("lets no automation install agents, endpoints or security groups", { tags: ["guard-duty-installs-nothing"] }, async () => {
  const { inputs } = only(await resources("create"), "DetectorFeature", "guard-duty-runtime");
  expect(inputs["additionalConfigurations"].map(({ status }: { status: string }) => status)).toEqual(["DISABLED", "DISABLED", "DISABLED"]);
  expect(inputs["additionalConfigurations"][0].name).toBe("EKS_ADDON_MANAGEMENT");
});

it("makes nothing where the organisation runs the detector", async () => {
  expect((await resources("managed")).filter(({ type }) => type.startsWith("aws:"))).toEqual([]);
});
