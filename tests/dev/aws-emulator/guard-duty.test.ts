import { expect, test } from "vitest";
import { Detectors } from "../../../dev/aws-emulator/guard-duty.ts";
import { account, answerTo } from "./support.ts";

const detectorOf = () => {
  const { part } = new Detectors(account);
  return (method: string, path: string, body?: object) =>
    answerTo(part, { service: "guardduty", method, path, body: body ? JSON.stringify(body) : "" });
};

test("a region has one detector, whose features keep what they were told last", async () => {
  const ask = detectorOf();
  const made = await ask("POST", "/detector", { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES", tags: { a: "b" } });
  const { detectorId } = made!.body as { detectorId: string };
  expect(await ask("GET", "/detector")).toMatchObject({ body: { detectorIds: [detectorId] } });
  expect(await ask("POST", "/detector", { enable: true })).toMatchObject({ status: 400, body: { __type: "BadRequestException" } });
  const feature = (name: string, status: string, agent?: string) => ({
    name,
    status,
    ...(agent && { additionalConfiguration: [{ name: agent, status: "DISABLED" }] }),
  });
  await ask("POST", `/detector/${detectorId}`, { features: [feature("EKS_AUDIT_LOGS", "DISABLED"), feature("S3_DATA_EVENTS", "ENABLED")] });
  await ask("POST", `/detector/${detectorId}`, { features: [feature("EKS_AUDIT_LOGS", "ENABLED", "EKS_ADDON_MANAGEMENT")] });
  expect(await ask("GET", `/detector/${detectorId}`)).toMatchObject({
    body: {
      status: "ENABLED",
      findingPublishingFrequency: "FIFTEEN_MINUTES",
      tags: { a: "b" },
      features: [feature("EKS_AUDIT_LOGS", "ENABLED", "EKS_ADDON_MANAGEMENT"), feature("S3_DATA_EVENTS", "ENABLED")],
    },
  });
  await ask("POST", `/detector/${detectorId}`, { enable: false });
  expect(await ask("GET", `/detector/${detectorId}`)).toMatchObject({ body: { status: "DISABLED", tags: { a: "b" } } });
  await ask("DELETE", `/detector/${detectorId}`);
  expect(await ask("GET", `/detector/${detectorId}`)).toMatchObject({ status: 400, body: { __type: "BadRequestException" } });
  expect(await ask("GET", "/detector")).toMatchObject({ body: { detectorIds: [] } });
});

test("its tags are given, changed and taken away by its ARN", async () => {
  const ask = detectorOf();
  const { detectorId } = (await ask("POST", "/detector", { enable: true, tags: { a: "b" } }))!.body as { detectorId: string };
  const path = `/tags/${encodeURIComponent(`arn:aws:guardduty:eu-central-1:${account}:detector/${detectorId}`)}`;
  await ask("POST", path, { tags: { c: "d" } });
  await ask("DELETE", `${path}?tagKeys=a`);
  expect(await ask("GET", path)).toEqual({ status: 200, body: { tags: { c: "d" } } });
});

test("what it does not know is refused, and another service is none of its business", async () => {
  const ask = detectorOf();
  expect(await ask("GET", "/malware-protection-plan")).toMatchObject({ status: 400, body: { __type: "BadRequestException" } });
  expect(await answerTo(new Detectors(account).part, { service: "ec2", path: "/detector" })).toBeUndefined();
});
