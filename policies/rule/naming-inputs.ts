import { bucketTypes } from "./buckets.ts";

const bucket = { types: bucketTypes, by: "bucket" };
const one = (type: string) => ({ types: [type], by: "name" });
const logGroup = one("aws:cloudwatch/logGroup:LogGroup");

/**
 * Inputs that take the name of another resource, by their last part: of which types that is, and by which input it has the name. Any other
 * input takes an id or an ARN, and a resource is free to be called like somebody else's id.
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
