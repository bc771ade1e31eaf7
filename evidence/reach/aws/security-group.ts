import type { PreviewResource } from "../../../engine/preview.ts";
import type { Box } from "../space/traffic.ts";
import type { Side } from "./network-acls.ts";
import type { Vpc } from "./vpcs.ts";

/** A rule whose other side is named by group: `box` has every address. */
export interface GroupRule {
  group: string;
  box: Box;
}

/** Rules of a group by their side. */
export interface Group {
  byAddress: Record<Side, Box[]>;
  byGroup: Record<Side, GroupRule[]>;
}

/** The group that a VPC gives to what names none. */
export const defaultGroup = (vpc: Vpc | undefined): string =>
  `default security group of ${vpc?.resource?.name ?? vpc?.key ?? "the default VPC"}`;

/** The group that EKS makes for a cluster. */
export const clusterGroup = ({ name }: PreviewResource): string => `cluster security group of ${name}`;

/** A group that AWS makes, which is here whether or not something carries it. */
export const isImplied = (key: string): boolean => /^(default|cluster) security group of /.test(key);
