import { arnsOf, awsNames, type Place } from "../names.ts";

/** Permissions to read and write Pulumi's state; its locks are files that it deletes again. */
export const keepsState = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];

/** Permissions to write a build's log. */
export const logsBuild = ["logs:CreateLogStream", "logs:PutLogEvents"];

/** Permissions for the add-ons that are installed after the nodes, in the second step. */
export const changesAddOns = [
  ...["eks:DescribeCluster", "eks:CreateAddon", "eks:DescribeAddon", "eks:UpdateAddon", "eks:DeleteAddon"],
  ...["eks:DescribeUpdate", "eks:ListTagsForResource", "eks:TagResource", "eks:UntagResource"],
];

/** Key in the state bucket of the bundle to deploy, which the deployer uploads. */
export const bundleOf = ({ prefix }: Place): string => `modelkeep-runner/${prefix}.zip`;

/** ARNs used by both the runner's role and the endpoint policies. */
export function runnerArns(place: Place, stateBucket: string) {
  const { bucket, logGroup } = arnsOf(place);
  const group = logGroup(awsNames(place).runnerLogs);
  return {
    bucket: bucket(stateBucket),
    state: `${bucket(stateBucket)}/.pulumi/*`,
    bundle: `${bucket(stateBucket)}/${bundleOf(place)}`,
    logs: [group, `${group}:*`],
  };
}
