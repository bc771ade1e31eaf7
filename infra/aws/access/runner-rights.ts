import { arnsOf, awsNames, type Place } from "../names.ts";

/** What reading and writing Pulumi's state takes; its locks are files that it deletes again. */
export const keepsState = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];

/** What a build's log takes. */
export const logsBuild = ["logs:CreateLogStream", "logs:PutLogEvents"];

/** Add-ons that come after nodes, which are part of the second step. */
export const changesAddOns = [
  ...["eks:DescribeCluster", "eks:CreateAddon", "eks:DescribeAddon", "eks:UpdateAddon", "eks:DeleteAddon"],
  ...["eks:DescribeUpdate", "eks:ListTagsForResource", "eks:TagResource", "eks:UntagResource"],
];

/** Where the deployer puts what is to be deployed, in the state bucket. */
export const bundleOf = ({ prefix }: Place): string => `modelkeep-runner/${prefix}.zip`;

/** ARNs that both the runner's role and the endpoints name. */
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
