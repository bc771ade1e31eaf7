import { expect, test } from "vitest";
import { shortType } from "../../../cli/view/type-name.ts";

test.each([
  ["aws:ec2/vpc:Vpc", "aws:ec2:Vpc"],
  ["aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3:BucketObjectv2"],
  ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:Deployment"],
  ["kubernetes:core/v1:ConfigMap", "kubernetes:core/v1:ConfigMap"],
  ["pulumi:providers:aws", "pulumi:providers:aws"],
  ["modelkeep:aws:Network", "modelkeep:aws:Network"],
  ["anything", "anything"],
])("%s is shown as %s", (type, expected) => {
  expect(shortType(type)).toBe(expected);
});
