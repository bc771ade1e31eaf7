import { bucketTypes } from "./buckets.ts";

const bucket = { types: bucketTypes, by: "bucket" };
const one = (type: string) => ({ types: [type], by: "name" });
const logGroup = one("aws:cloudwatch/logGroup:LogGroup");

/**
 * Inputs that take the name of another resource, by their last part: the types of that resource, and its input with the name. Any other
 * input takes an ID or an ARN, and a resource's name may equal another resource's ID.
 */
export const namingInputs: Readonly<Record<string, { types: readonly string[]; by: string }>> = {
  bucket,
  s3BucketName: bucket,
  targetBucket: bucket,
  clusterName: one("aws:eks/cluster:Cluster"),
  groupName: logGroup,
  logGroupName: logGroup,
  repository: one("aws:ecr/repository:Repository"),
  role: one("aws:iam/role:Role"),
  rule: one("aws:cloudwatch/eventRule:EventRule"),
};
