import type { PreviewResource } from "../../../engine/preview.ts";
import type { Box } from "../space/traffic.ts";
import type { Side } from "./network-acls.ts";
import type { Vpc } from "./vpcs.ts";

/** A rule whose peer is a group: `box` has every address. */
export interface GroupRule {
  group: string;
  box: Box;
}

/** Rules of a group by direction. */
export interface Group {
  byAddress: Record<Side, Box[]>;
  byGroup: Record<Side, GroupRule[]>;
}

/** The default group of a VPC. */
export const defaultGroup = (vpc: Vpc | undefined): string =>
  `default security group of ${vpc?.resource?.name ?? vpc?.key ?? "the default VPC"}`;

/** The group that EKS creates for a cluster. */
export const clusterGroup = ({ name }: PreviewResource): string => `cluster security group of ${name}`;

/** A group created by AWS, which exists whether or not it is used. */
export const isImplied = (key: string): boolean => /^(default|cluster) security group of /.test(key);
