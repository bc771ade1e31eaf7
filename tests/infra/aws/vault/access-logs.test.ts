import { expect, it } from "vitest";
import { arnsOf, awsNames, placeOf } from "../../../../infra/aws/names.ts";
import { accessLogsPolicy } from "../../../../infra/aws/vault/access-logs.ts";
import { decide } from "../../../support/policy-decision.ts";

const place = placeOf("demo", { accountId: "111122223333", region: "eu-central-1" });
const names = awsNames(place);
const arns = arnsOf(place);
const ask = (principal: string, action: string, context: Record<string, string>) =>
  decide(accessLogsPolicy(place, "deployer"), {
    principal,
    action,
    resource: `${arns.bucket(names.vaultAccessLogs)}/vault/record`,
    context: { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", ...context },
  }).effect;

it("takes the records of the keep's own buckets and of no others", { tags: ["access-logs-of-own-buckets"] }, () => {
  const from = (bucket: string, account = place.accountId) => ({ "aws:SourceArn": arns.bucket(bucket), "aws:SourceAccount": account });
  expect(ask("logging.s3.amazonaws.com", "s3:PutObject", from(names.vault))).toBe("Allow");
  expect(ask("logging.s3.amazonaws.com", "s3:PutObject", from(names.trail))).toBe("Allow");
  expect(ask("logging.s3.amazonaws.com", "s3:PutObject", from("another"))).toBe("silent");
  expect(ask("logging.s3.amazonaws.com", "s3:PutObject", from(names.vault, "999988887777"))).toBe("silent");
});

it("lets nobody delete a record", () => {
  for (const principal of ["deployer", "admin"].map(arns.role)) expect(ask(principal, "s3:DeleteObject", {})).toBe("Deny");
});
