import { arnsOf, awsNames, type Place } from "../names.ts";

/** A condition on the trail that raises an alarm: the number of matches of a pattern in five minutes. */
export interface AuditMetric {
  /** Short name, part of the alarm's name. */
  name: string;
  /** What the alarm means, for the person on call. */
  description: string;
  /** CloudWatch Logs filter pattern over CloudTrail records. */
  pattern: string;
  /** Matches in five minutes that raise the alarm. */
  threshold: number;
}

const anyOf = (field: string, values: string[]) => values.map((value) => `($.${field} = "${value}")`).join(" || ");
const events = (...names: string[]) => `{ ${anyOf("eventName", names)} }`;

/**
 * Metrics that the alarms evaluate on the trail. The patterns on network and bucket changes follow the CIS AWS Foundations Benchmark,
 * section "Monitoring" (AWS-0154 to AWS-0160 in trivy); like the trail they cover the whole account.
 * @param breakGlass name of the break-glass role, if there is one
 */
export function auditMetrics(place: Place, breakGlass?: string): AuditMetric[] {
  const arns = arnsOf(place);
  const names = awsNames(place);
  const roleArn = breakGlass && arns.role(breakGlass);
  return [
    {
      name: "denied",
      description: "Ten or more calls were denied within five minutes: a broken role, or an attacker probing permissions",
      pattern: `{ ${anyOf("errorCode", ["*UnauthorizedOperation", "AccessDenied*"])} }`,
      threshold: 10,
    },
    {
      name: "vault-denied",
      description: "A request for weights was refused",
      pattern: `{ ($.eventSource = "s3.amazonaws.com") && ($.errorCode = "AccessDenied*") && ($.requestParameters.bucketName = "${names.vault}") }`,
      threshold: 1,
    },
    {
      name: "bucket-policy",
      description: "The protection of a bucket was changed: its policy, its lock, its encryption or its public access block",
      pattern: `{ ($.eventSource = "s3.amazonaws.com") && (${anyOf("eventName", [
        "PutBucketPolicy",
        "DeleteBucketPolicy",
        "PutBucketAcl",
        "PutBucketReplication",
        "DeleteBucketReplication",
        "PutObjectLockConfiguration",
        "PutBucketEncryption",
        "DeleteBucketEncryption",
        "PutBucketPublicAccessBlock",
        "DeleteBucketPublicAccessBlock",
      ])}) }`,
      threshold: 1,
    },
    {
      name: "keys",
      // The event rule catches the keys of one region within a minute; the trail also covers the replica's key in the second region.
      description: "A key was disabled, scheduled for deletion, or given another policy (AWS-0153)",
      pattern: events("DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy", "DisableKeyRotation"),
      threshold: 1,
    },
    {
      name: "trail-changed",
      description: "A trail was stopped or changed",
      pattern: events("StopLogging", "UpdateTrail", "DeleteTrail", "PutEventSelectors"),
      threshold: 1,
    },
    {
      name: "security-groups",
      description: "A security group was changed (AWS-0156)",
      pattern: events(
        "AuthorizeSecurityGroupIngress",
        "AuthorizeSecurityGroupEgress",
        "RevokeSecurityGroupIngress",
        "RevokeSecurityGroupEgress",
        "ModifySecurityGroupRules",
        "CreateSecurityGroup",
        "DeleteSecurityGroup",
      ),
      threshold: 1,
    },
    {
      name: "network-acls",
      description: "A network ACL was changed (AWS-0157)",
      pattern: events(
        "CreateNetworkAcl",
        "CreateNetworkAclEntry",
        "DeleteNetworkAcl",
        "DeleteNetworkAclEntry",
        "ReplaceNetworkAclEntry",
        "ReplaceNetworkAclAssociation",
      ),
      threshold: 1,
    },
    {
      name: "gateways",
      description: "A way out of a network was made or changed (AWS-0158)",
      pattern: events(
        "CreateInternetGateway",
        "AttachInternetGateway",
        "DetachInternetGateway",
        "DeleteInternetGateway",
        "CreateEgressOnlyInternetGateway",
        "CreateNatGateway",
        "CreateCustomerGateway",
        "DeleteCustomerGateway",
      ),
      threshold: 1,
    },
    {
      name: "routes",
      description: "A route table was changed (AWS-0159)",
      pattern: events(
        "CreateRoute",
        "CreateRouteTable",
        "ReplaceRoute",
        "ReplaceRouteTableAssociation",
        "DeleteRouteTable",
        "DeleteRoute",
        "DisassociateRouteTable",
      ),
      threshold: 1,
    },
    {
      name: "vpc",
      description: "A VPC, a peering or an endpoint was made or changed (AWS-0160)",
      pattern: events(
        "CreateVpc",
        "DeleteVpc",
        "ModifyVpcAttribute",
        "ModifyVpcBlockPublicAccessOptions",
        "CreateVpcBlockPublicAccessExclusion",
        "AcceptVpcPeeringConnection",
        "CreateVpcPeeringConnection",
        "ModifyVpcEndpoint",
        "ModifyVpcEndpointServicePermissions",
      ),
      threshold: 1,
    },
    ...(roleArn
      ? [
          {
            name: "break-glass",
            description: `The break-glass role ${breakGlass} was assumed`,
            // By any call: AssumeRole, AssumeRoleWithSAML (single sign-on), AssumeRoleWithWebIdentity.
            pattern: `{ ($.eventSource = "sts.amazonaws.com") && ($.eventName = "AssumeRole*") && ($.requestParameters.roleArn = "${roleArn}") }`,
            threshold: 1,
          },
        ]
      : []),
  ];
}
