import { z } from "zod";

/** A DNS label (RFC 1123), used in Kubernetes, EKS and S3 names. */
export const dnsLabel = (most: number) =>
  z
    .string()
    .regex(
      new RegExp(`^(?=.{1,${most}}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$`),
      `accepted: 1 to ${most} lower-case letters, digits and inner hyphens`,
    );

/** A DNS subdomain (RFC 1123), for Kubernetes names that may contain dots. */
export const dnsSubdomain = z
  .string()
  .regex(
    /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
    "accepted: lower-case letters, digits, inner hyphens and dots",
  );

/** Text written for a human reader. */
export const text = z.string().regex(/\S/, "accepted: a string that is not blank");

/** A meaningful reason; leading and trailing blanks do not count. */
export const sentence = z.string().regex(/^\s*\S[\s\S]{8,}\S\s*$/, "accepted: a sentence of at least 10 characters");

/** A 12-digit AWS account id; a string, because YAML drops the leading zeros of a number. */
export const accountId = z.string().regex(/^\d{12}$/, 'accepted: 12 digits in quotes, for example "111122223333"');

/** An IAM role of the keep's own account, by name with its path, so that no principal of another account can be given by mistake. */
export const roleName = z
  .string()
  .regex(
    /^([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
    'accepted: the name (with its path, if any) of a role in this account, for example "platform/deployer", not an ARN',
  );

/** An S3 bucket; dots would break TLS certificate validation of its host name. */
export const bucketName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, "accepted: a bucket name of 3 to 63 lower-case letters, digits and inner hyphens");

/** Digest of a container image. */
export const imageDigest = z.string().regex(/^sha256:[0-9a-f]{64}$/, "accepted: sha256: and 64 hexadecimal digits");

/** Id of a KMS key: a policy cannot reference a key by alias. */
export const keyId = z
  .string()
  .regex(
    /^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    "accepted: the id of a key in this account, for example 1234abcd-12ab-34cd-56ef-1234567890ab, not an alias or ARN",
  );

/** An availability zone; Local and Wavelength Zones have other names and are not supported. */
export const zoneName = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, "accepted: an availability zone such as eu-central-1a");

/** Key and value of a Kubernetes label. Source: Kubernetes documentation, Labels and Selectors, "Syntax and character set". */
export const labelKey = z
  .string()
  .regex(
    /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/,
    "accepted: a label key such as node.kubernetes.io/instance-type",
  );
export const labelValue = z
  .string()
  .regex(
    /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/,
    "accepted: label values of at most 63 letters, digits and inner dots, hyphens and underscores",
  );

/** An IPv4 range in CIDR notation; host bits are checked with its other constraints. */
export const cidr = z.cidrv4("accepted: an IPv4 range in CIDR notation, for example 10.64.0.0/16");

/** An image by content: registry, repository and SHA-256 digest, with an optional tag before the digest. */
export const imageReference = z
  .string()
  .regex(
    /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+(:[\w.-]+)?@sha256:[0-9a-f]{64}$/,
    "accepted: registry/name@sha256:<64 hex digits>; a tag can be moved",
  );

/** A calendar date, meaning the end of that day in UTC. */
export const date = z.iso.date("accepted: a calendar date, for example 2027-03-31");

/** A timestamp with an offset, for example the start of a Capacity Block. */
export const instant = z.iso.datetime({ offset: true, error: "accepted: a timestamp with an offset, for example 2026-12-01T11:30:00Z" });
