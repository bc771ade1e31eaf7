import type { KeyPurpose } from "../../catalog/key-purposes.ts";
import type { EksTarget } from "../settings/target.ts";

/** Name prefix, account and region of a keep's AWS resources. */
export interface Place {
  /** Prefix of every physical name, for example `modelkeep-demo`. */
  prefix: string;
  /** 12-digit account id. */
  accountId: string;
  /** Region name, for example `eu-central-1`. */
  region: string;
}

/** The place of a keep with this name. */
export function placeOf(name: string, { accountId, region }: Pick<EksTarget, "accountId" | "region">): Place {
  return { prefix: `modelkeep-${name}`, accountId, region };
}

/** The name of the keep at a place. */
export const keepOf = ({ prefix }: Pick<Place, "prefix">): string => prefix.replace(/^modelkeep-/, "");

/**
 * Physical names that policies reference before the resources exist: fixed names make the policies plain text, which a reviewer and a
 * policy pack can read in the first preview.
 */
export function awsNames({ prefix, accountId, region }: Place) {
  // Bucket names are global: account and region make them unique. The longest is 63 characters for a keep name of 18.
  const bucket = (purpose: string) => `${prefix}-${purpose}-${accountId}-${region}`;
  return {
    cluster: prefix,
    vault: bucket("vault"),
    vaultAccessLogs: bucket("logs"),
    trail: bucket("trail"),
    /** EKS writes its control-plane logs here; the group must exist first, with the keep's key. */
    clusterLogs: `/aws/eks/${prefix}/cluster`,
    flowLogs: `/modelkeep/${prefix}/flow`,
    dnsLogs: `/modelkeep/${prefix}/dns`,
    auditLogs: `/modelkeep/${prefix}/audit`,
    runnerLogs: `/modelkeep/${prefix}/runner`,
    alarmTopic: `${prefix}-alarms`,
    trailName: prefix,
    /** ECR repository of an image of the keep, by the image's name in the catalog. */
    repository: (image: string) => `${prefix}/${image}`,
    /** KMS alias by purpose; endpoint policies allow keys by alias, since a key's id is known only after creation. */
    keyAlias: (purpose: KeyPurpose) => `alias/${prefix}-${purpose}`,
    role: (purpose: string) => `${prefix}-${purpose}`,
    /** The tag on everything the keep pays for, which the budget filters by. */
    costTag: { key: "modelkeep:keep", value: keepOf({ prefix }) },
  };
}

/** ARN builders for the names above; commercial partition only. */
export function arnsOf(place: Place) {
  const names = awsNames(place);
  const { accountId, region } = place;
  const regional = (service: string, resource: string) => `arn:aws:${service}:${region}:${accountId}:${resource}`;
  return {
    bucket: (name: string) => `arn:aws:s3:::${name}`,
    objects: (name: string) => `arn:aws:s3:::${name}/*`,
    role: (name: string) => `arn:aws:iam::${accountId}:role/${name}`,
    accountRoot: `arn:aws:iam::${accountId}:root`,
    cluster: regional("eks", `cluster/${names.cluster}`),
    /** Every add-on of the cluster. */
    addOns: regional("eks", `addon/${names.cluster}/*/*`),
    /** The project of the runner. */
    runner: regional("codebuild", `project/${names.role("runner")}`),
    repository: (image: string) => regional("ecr", `repository/${names.repository(image)}`),
    logGroup: (name: string) => regional("logs", `log-group:${name}`),
    topic: (name: string) => regional("sns", name),
    trail: regional("cloudtrail", `trail/${names.trailName}`),
    regional,
  };
}
