import { budgetsBudgetTellsSomebody } from "./aws/budgets/budget/tells-somebody.ts";
import { cloudtrailTrailAlarms } from "./aws/cloudtrail/trail/alarms.ts";
import { cloudtrailTrailDataEvents } from "./aws/cloudtrail/trail/data-events.ts";
import { cloudtrailTrailEncrypted } from "./aws/cloudtrail/trail/encrypted.ts";
import { cloudtrailTrailEverywhere } from "./aws/cloudtrail/trail/everywhere.ts";
import { cloudtrailTrailExists } from "./aws/cloudtrail/trail/exists.ts";
import { cloudtrailTrailValidated } from "./aws/cloudtrail/trail/validated.ts";
import { cloudtrailTrailWatched } from "./aws/cloudtrail/trail/watched.ts";
import { cloudwatchEventRuleTellsSomebody } from "./aws/cloudwatch/event-rule/tells-somebody.ts";
import { cloudwatchLogGroupAuditKept } from "./aws/cloudwatch/log-group/audit-kept.ts";
import { cloudwatchLogGroupEncrypted } from "./aws/cloudwatch/log-group/encrypted.ts";
import { cloudwatchLogGroupRetention } from "./aws/cloudwatch/log-group/retention.ts";
import { cloudwatchLogMetricFilterAlarmed } from "./aws/cloudwatch/log-metric-filter/alarmed.ts";
import { cloudwatchLogResourcePolicyNamedSource } from "./aws/cloudwatch/log-resource-policy/named-source.ts";
import { cloudwatchMetricAlarmSensitive } from "./aws/cloudwatch/metric-alarm/sensitive.ts";
import { cloudwatchMetricAlarmTellsSomebody } from "./aws/cloudwatch/metric-alarm/tells-somebody.ts";
import { codebuildProjectEncrypted } from "./aws/codebuild/project/encrypted.ts";
import { codebuildProjectInVpc } from "./aws/codebuild/project/in-vpc.ts";
import { codebuildProjectLogged } from "./aws/codebuild/project/logged.ts";
import { codebuildProjectNoPlainSecret } from "./aws/codebuild/project/no-plain-secret.ts";
import { codebuildProjectNotPrivileged } from "./aws/codebuild/project/not-privileged.ts";
import { codebuildProjectNotPublic } from "./aws/codebuild/project/not-public.ts";
import { ebsDefaultEncryptionOn } from "./aws/ebs/default-encryption/on.ts";
import { ec2DefaultNetworkAclClosed } from "./aws/ec2/default-network-acl/closed.ts";
import { ec2DefaultRouteTableClosed } from "./aws/ec2/default-route-table/closed.ts";
import { ec2DefaultSecurityGroupClosed } from "./aws/ec2/default-security-group/closed.ts";
import { ec2EgressOnlyInternetGatewayNone } from "./aws/ec2/egress-only-internet-gateway/none.ts";
import { ec2EipNone } from "./aws/ec2/eip/none.ts";
import { ec2FlowLogAllTraffic } from "./aws/ec2/flow-log/all-traffic.ts";
import { ec2ImageNotShared } from "./aws/ec2/image/not-shared.ts";
import { ec2InstanceEncryptedVolumes } from "./aws/ec2/instance/encrypted-volumes.ts";
import { ec2InstanceMetadataV2 } from "./aws/ec2/instance/metadata-v2.ts";
import { ec2InstanceMonitored } from "./aws/ec2/instance/monitored.ts";
import { ec2InstanceNoHostShell } from "./aws/ec2/instance/no-host-shell.ts";
import { ec2InstanceNoKeyPair } from "./aws/ec2/instance/no-key-pair.ts";
import { ec2InstanceNoPublicAddress } from "./aws/ec2/instance/no-public-address.ts";
import { ec2InstanceNoSecretInUserData } from "./aws/ec2/instance/no-secret-in-user-data.ts";
import { ec2InstanceNodeSettings } from "./aws/ec2/instance/node-settings.ts";
import { ec2InstanceNodeVolumes } from "./aws/ec2/instance/node-volumes.ts";
import { ec2InstanceOwnSecurityGroup } from "./aws/ec2/instance/own-security-group.ts";
import { ec2InstanceVolumeKey } from "./aws/ec2/instance/volume-key.ts";
import { ec2InternetGatewayNone } from "./aws/ec2/internet-gateway/none.ts";
import { ec2NatGatewayNone } from "./aws/ec2/nat-gateway/none.ts";
import { ec2NetworkAclNoOpenEgress } from "./aws/ec2/network-acl/no-open-egress.ts";
import { ec2NetworkAclNoOpenIngress } from "./aws/ec2/network-acl/no-open-ingress.ts";
import { ec2RouteNoGateway } from "./aws/ec2/route/no-gateway.ts";
import { ec2RouteNoPublicDestination } from "./aws/ec2/route/no-public-destination.ts";
import { ec2SecurityGroupAllTrafficWithinItself } from "./aws/ec2/security-group/all-traffic-within-itself.ts";
import { ec2SecurityGroupDescribed } from "./aws/ec2/security-group/described.ts";
import { ec2SecurityGroupNamedRanges } from "./aws/ec2/security-group/named-ranges.ts";
import { ec2SecurityGroupNoPublicEgress } from "./aws/ec2/security-group/no-public-egress.ts";
import { ec2SecurityGroupNoPublicIngress } from "./aws/ec2/security-group/no-public-ingress.ts";
import { ec2SecurityGroupNoRemoteLogin } from "./aws/ec2/security-group/no-remote-login.ts";
import { ec2SecurityGroupOnePort } from "./aws/ec2/security-group/one-port.ts";
import { ec2SecurityGroupPrefixListHttps } from "./aws/ec2/security-group/prefix-list-https.ts";
import { ec2SubnetNoPublicAddress } from "./aws/ec2/subnet/no-public-address.ts";
import { ec2SubnetOwnNetworkAcl } from "./aws/ec2/subnet/own-network-acl.ts";
import { ec2SubnetOwnRouteTable } from "./aws/ec2/subnet/own-route-table.ts";
import { ec2TransitGatewayNone } from "./aws/ec2/transit-gateway/none.ts";
import { ec2VpcDefaultsTakenOver } from "./aws/ec2/vpc/defaults-taken-over.ts";
import { ec2VpcDnsFirewall } from "./aws/ec2/vpc/dns-firewall.ts";
import { ec2VpcDnsQueryLog } from "./aws/ec2/vpc/dns-query-log.ts";
import { ec2VpcFlowLog } from "./aws/ec2/vpc/flow-log.ts";
import { ec2VpcNoIpv6 } from "./aws/ec2/vpc/no-ipv6.ts";
import { ec2VpcPrivateDns } from "./aws/ec2/vpc/private-dns.ts";
import { ec2VpcPrivateRange } from "./aws/ec2/vpc/private-range.ts";
import { ec2VpcBlockPublicAccessBidirectional } from "./aws/ec2/vpc-block-public-access/bidirectional.ts";
import { ec2VpcEndpointNamedActions } from "./aws/ec2/vpc-endpoint/named-actions.ts";
import { ec2VpcEndpointNamedResources } from "./aws/ec2/vpc-endpoint/named-resources.ts";
import { ec2VpcEndpointNeeded } from "./aws/ec2/vpc-endpoint/needed.ts";
import { ec2VpcEndpointOwnBuckets } from "./aws/ec2/vpc-endpoint/own-buckets.ts";
import { ec2VpcEndpointOwnPrincipals } from "./aws/ec2/vpc-endpoint/own-principals.ts";
import { ec2VpcEndpointPolicy } from "./aws/ec2/vpc-endpoint/policy.ts";
import { ec2VpcEndpointPrivateDns } from "./aws/ec2/vpc-endpoint/private-dns.ts";
import { ec2VpcEndpointSecurityGroup } from "./aws/ec2/vpc-endpoint/security-group.ts";
import { ec2VpcEndpointServiceAcceptance } from "./aws/ec2/vpc-endpoint-service/acceptance.ts";
import { ec2VpcEndpointServiceNamedPrincipals } from "./aws/ec2/vpc-endpoint-service/named-principals.ts";
import { ec2VpcEndpointServiceNotification } from "./aws/ec2/vpc-endpoint-service/notification.ts";
import { ec2VpcPeeringNone } from "./aws/ec2/vpc-peering/none.ts";
import { ec2VpnNone } from "./aws/ec2/vpn/none.ts";
import { ecrPublicNone } from "./aws/ecr/public/none.ts";
import { ecrPullThroughCacheNone } from "./aws/ecr/pull-through-cache/none.ts";
import { ecrRepositoryEncryption } from "./aws/ecr/repository/encryption.ts";
import { ecrRepositoryImmutable } from "./aws/ecr/repository/immutable.ts";
import { ecrRepositoryKept } from "./aws/ecr/repository/kept.ts";
import { ecrRepositoryScanned } from "./aws/ecr/repository/scanned.ts";
import { ecrRepositoryPolicyOwnAccount } from "./aws/ecr/repository-policy/own-account.ts";
import { edgePublicFrontEndNone } from "./aws/edge/public-front-end/none.ts";
import { eksAccessEntryNamed } from "./aws/eks/access-entry/named.ts";
import { eksAccessPolicyAssociationViewOnly } from "./aws/eks/access-policy-association/view-only.ts";
import { eksAddonNetworkPolicy } from "./aws/eks/addon/network-policy.ts";
import { eksAddonPinned } from "./aws/eks/addon/pinned.ts";
import { eksAddonPodIdentity } from "./aws/eks/addon/pod-identity.ts";
import { eksClusterAccessEntries } from "./aws/eks/cluster/access-entries.ts";
import { eksClusterDeletionProtection } from "./aws/eks/cluster/deletion-protection.ts";
import { eksClusterFewAdmins } from "./aws/eks/cluster/few-admins.ts";
import { eksClusterLogGroup } from "./aws/eks/cluster/log-group.ts";
import { eksClusterLogTypes } from "./aws/eks/cluster/log-types.ts";
import { eksClusterNetworkPolicy } from "./aws/eks/cluster/network-policy.ts";
import { eksClusterNoCreatorAdmin } from "./aws/eks/cluster/no-creator-admin.ts";
import { eksClusterNoSelfManagedAddons } from "./aws/eks/cluster/no-self-managed-addons.ts";
import { eksClusterOwnSecurityGroup } from "./aws/eks/cluster/own-security-group.ts";
import { eksClusterPrivateEndpoint } from "./aws/eks/cluster/private-endpoint.ts";
import { eksClusterRoutedEgress } from "./aws/eks/cluster/routed-egress.ts";
import { eksClusterRuntimeAgent } from "./aws/eks/cluster/runtime-agent.ts";
import { eksClusterSecretsEncryption } from "./aws/eks/cluster/secrets-encryption.ts";
import { eksClusterSupportedVersion } from "./aws/eks/cluster/supported-version.ts";
import { eksFargateProfileNone } from "./aws/eks/fargate-profile/none.ts";
import { eksNodeGroupGpuTaint } from "./aws/eks/node-group/gpu-taint.ts";
import { eksNodeGroupLaunchTemplate } from "./aws/eks/node-group/launch-template.ts";
import { eksNodeGroupMinimalImage } from "./aws/eks/node-group/minimal-image.ts";
import { eksNodeGroupNoRemoteAccess } from "./aws/eks/node-group/no-remote-access.ts";
import { eksNodeGroupRelease } from "./aws/eks/node-group/release.ts";
import { eksNodeGroupRespectsBudgets } from "./aws/eks/node-group/respects-budgets.ts";
import { eksNodeGroupSizes } from "./aws/eks/node-group/sizes.ts";
import { eksNodeGroupSpread } from "./aws/eks/node-group/spread.ts";
import { eksNodeGroupVersion } from "./aws/eks/node-group/version.ts";
import { eksPodIdentityAssociationSessionTags } from "./aws/eks/pod-identity-association/session-tags.ts";
import { guarddutyDetectorExists } from "./aws/guardduty/detector/exists.ts";
import { guarddutyDetectorFeatures } from "./aws/guardduty/detector/features.ts";
import { guarddutyDetectorOn } from "./aws/guardduty/detector/on.ts";
import { guarddutyDetectorFeatureOn } from "./aws/guardduty/detector-feature/on.ts";
import { iamAccessKeyNone } from "./aws/iam/access-key/none.ts";
import { iamPolicyChangesHeldToSome } from "./aws/iam/policy/changes-held-to-some.ts";
import { iamPolicyKeysByPurpose } from "./aws/iam/policy/keys-by-purpose.ts";
import { iamPolicyKnownActions } from "./aws/iam/policy/known-actions.ts";
import { iamPolicyNoEscalation } from "./aws/iam/policy/no-escalation.ts";
import { iamPolicyNoNegation } from "./aws/iam/policy/no-negation.ts";
import { iamPolicyNoWildcardAction } from "./aws/iam/policy/no-wildcard-action.ts";
import { iamPolicyNoWildcardResource } from "./aws/iam/policy/no-wildcard-resource.ts";
import { iamPolicyPassRole } from "./aws/iam/policy/pass-role.ts";
import { iamRoleFederatedSubject } from "./aws/iam/role/federated-subject.ts";
import { iamRoleKnownServices } from "./aws/iam/role/known-services.ts";
import { iamRoleNamedTrust } from "./aws/iam/role/named-trust.ts";
import { iamRoleNoConfusedDeputy } from "./aws/iam/role/no-confused-deputy.ts";
import { iamRoleNoOpenAccountTrust } from "./aws/iam/role/no-open-account-trust.ts";
import { iamRoleNoWideManagedPolicy } from "./aws/iam/role/no-wide-managed-policy.ts";
import { iamRolePodIdentityNamed } from "./aws/iam/role/pod-identity-named.ts";
import { iamUserNone } from "./aws/iam/user/none.ts";
import { keepWhole } from "./aws/keep/whole.ts";
import { kmsKeyChangeAlarm } from "./aws/kms/key/change-alarm.ts";
import { kmsKeyDeletionWindow } from "./aws/kms/key/deletion-window.ts";
import { kmsKeyEnabled } from "./aws/kms/key/enabled.ts";
import { kmsKeyGrantsForServices } from "./aws/kms/key/grants-for-services.ts";
import { kmsKeyHeldToAPurpose } from "./aws/kms/key/held-to-a-purpose.ts";
import { kmsKeyNamedActions } from "./aws/kms/key/named-actions.ts";
import { kmsKeyNoPublicPrincipal } from "./aws/kms/key/no-public-principal.ts";
import { kmsKeyOneAccount } from "./aws/kms/key/one-account.ts";
import { kmsKeyOwnPolicy } from "./aws/kms/key/own-policy.ts";
import { kmsKeyProtected } from "./aws/kms/key/protected.ts";
import { kmsKeyRotation } from "./aws/kms/key/rotation.ts";
import { lbListenerTls } from "./aws/lb/listener/tls.ts";
import { lbLoadBalancerDeletionProtection } from "./aws/lb/load-balancer/deletion-protection.ts";
import { lbLoadBalancerInternal } from "./aws/lb/load-balancer/internal.ts";
import { lbLoadBalancerPrivateLinkRules } from "./aws/lb/load-balancer/private-link-rules.ts";
import { lbLoadBalancerSecurityGroup } from "./aws/lb/load-balancer/security-group.ts";
import { lbLoadBalancerZones } from "./aws/lb/load-balancer/zones.ts";
import { lbTargetGroupClientKnown } from "./aws/lb/target-group/client-known.ts";
import { lbTargetGroupEncrypted } from "./aws/lb/target-group/encrypted.ts";
import { ramResourceShareNoExternal } from "./aws/ram/resource-share/no-external.ts";
import { resourceKnownInputs } from "./aws/resource/known-inputs.ts";
import { resourceOwnRegion } from "./aws/resource/own-region.ts";
import { route53ResolverEndpointNone } from "./aws/route53/resolver-endpoint/none.ts";
import { route53ResolverFirewallAssociationProtected } from "./aws/route53/resolver-firewall-association/protected.ts";
import { route53ResolverFirewallConfigFailClosed } from "./aws/route53/resolver-firewall-config/fail-closed.ts";
import { route53ResolverFirewallRuleNoWildcardAllow } from "./aws/route53/resolver-firewall-rule/no-wildcard-allow.ts";
import { route53ResolverFirewallRuleGroupBlocksTheRest } from "./aws/route53/resolver-firewall-rule-group/blocks-the-rest.ts";
import { route53ZonePrivate } from "./aws/route53/zone/private.ts";
import { s3BucketAccessLog } from "./aws/s3/bucket/access-log.ts";
import { s3BucketEncryption } from "./aws/s3/bucket/encryption.ts";
import { s3BucketGuardsKept } from "./aws/s3/bucket/guards-kept.ts";
import { s3BucketKept } from "./aws/s3/bucket/kept.ts";
import { s3BucketNoAcl } from "./aws/s3/bucket/no-acl.ts";
import { s3BucketNoWebsite } from "./aws/s3/bucket/no-website.ts";
import { s3BucketObjectLock } from "./aws/s3/bucket/object-lock.ts";
import { s3BucketOwnership } from "./aws/s3/bucket/ownership.ts";
import { s3BucketPolicy } from "./aws/s3/bucket/policy.ts";
import { s3BucketPublicAccessBlock } from "./aws/s3/bucket/public-access-block.ts";
import { s3BucketVersioning } from "./aws/s3/bucket/versioning.ts";
import { s3BucketLifecycleRecordsKept } from "./aws/s3/bucket-lifecycle/records-kept.ts";
import { s3BucketObjectLockRetention } from "./aws/s3/bucket-object-lock/retention.ts";
import { s3BucketPolicyGuardedConfiguration } from "./aws/s3/bucket-policy/guarded-configuration.ts";
import { s3BucketPolicyNamedActions } from "./aws/s3/bucket-policy/named-actions.ts";
import { s3BucketPolicyNamedPrincipals } from "./aws/s3/bucket-policy/named-principals.ts";
import { s3BucketPolicyNoDeletion } from "./aws/s3/bucket-policy/no-deletion.ts";
import { s3BucketPolicyOwnAccount } from "./aws/s3/bucket-policy/own-account.ts";
import { s3BucketPolicyTlsOnly } from "./aws/s3/bucket-policy/tls-only.ts";
import { s3BucketPolicyTlsVersion } from "./aws/s3/bucket-policy/tls-version.ts";
import { s3BucketPublicAccessBlockAllFour } from "./aws/s3/bucket-public-access-block/all-four.ts";
import { s3BucketReplicationComplete } from "./aws/s3/bucket-replication/complete.ts";
import { s3BucketReplicationSealedCopy } from "./aws/s3/bucket-replication/sealed-copy.ts";
import { secretsmanagerSecretEncrypted } from "./aws/secretsmanager/secret/encrypted.ts";
import { secretsmanagerSecretVersionNone } from "./aws/secretsmanager/secret-version/none.ts";
import { snsTopicEncrypted } from "./aws/sns/topic/encrypted.ts";
import { snsTopicHeard } from "./aws/sns/topic/heard.ts";
import { snsTopicPolicy } from "./aws/sns/topic/policy.ts";
import { snsTopicPolicyNamedSource } from "./aws/sns/topic-policy/named-source.ts";
import { sqsQueuePolicyNamedSource } from "./aws/sqs/queue-policy/named-source.ts";
import { admissionBound } from "./kubernetes/admission/bound.ts";
import { admissionCoversNamespaces } from "./kubernetes/admission/covers-namespaces.ts";
import { admissionDenies } from "./kubernetes/admission/denies.ts";
import { admissionFailsClosed } from "./kubernetes/admission/fails-closed.ts";
import { admissionKnownSet } from "./kubernetes/admission/known-set.ts";
import { certificateKnownShape } from "./kubernetes/certificate/known-shape.ts";
import { certificateShortLived } from "./kubernetes/certificate/short-lived.ts";
import { claimKnownShape } from "./kubernetes/claim/known-shape.ts";
import { configMapKnownContent } from "./kubernetes/config-map/known-content.ts";
import { configMapNoSecret } from "./kubernetes/config-map/no-secret.ts";
import { deploymentReplicas } from "./kubernetes/deployment/replicas.ts";
import { deploymentSpread } from "./kubernetes/deployment/spread.ts";
import { disruptionBudgetExists } from "./kubernetes/disruption-budget/exists.ts";
import { frontDoorAuditLog } from "./kubernetes/front-door/audit-log.ts";
import { frontDoorAuthorised } from "./kubernetes/front-door/authorised.ts";
import { frontDoorBoundEntrances } from "./kubernetes/front-door/bound-entrances.ts";
import { frontDoorClientHeaders } from "./kubernetes/front-door/client-headers.ts";
import { frontDoorKnownShape } from "./kubernetes/front-door/known-shape.ts";
import { frontDoorLimits } from "./kubernetes/front-door/limits.ts";
import { frontDoorLiteralPaths } from "./kubernetes/front-door/literal-paths.ts";
import { frontDoorMutualTls } from "./kubernetes/front-door/mutual-tls.ts";
import { frontDoorNoAdmin } from "./kubernetes/front-door/no-admin.ts";
import { frontDoorRoutes } from "./kubernetes/front-door/routes.ts";
import { frontDoorSocketUpstream } from "./kubernetes/front-door/socket-upstream.ts";
import { frontDoorTlsVersion } from "./kubernetes/front-door/tls-version.ts";
import { ingressNone } from "./kubernetes/ingress/none.ts";
import { keepComplete } from "./kubernetes/keep/complete.ts";
import { namespaceDefaultAccount } from "./kubernetes/namespace/default-account.ts";
import { namespaceDefaultDeny } from "./kubernetes/namespace/default-deny.ts";
import { namespaceKnownShape } from "./kubernetes/namespace/known-shape.ts";
import { namespacePodSecurity } from "./kubernetes/namespace/pod-security.ts";
import { namespaceQuota } from "./kubernetes/namespace/quota.ts";
import { networkPolicyFrontDoorOnly } from "./kubernetes/network-policy/front-door-only.ts";
import { networkPolicyKnownShape } from "./kubernetes/network-policy/known-shape.ts";
import { networkPolicyNamedPeers } from "./kubernetes/network-policy/named-peers.ts";
import { networkPolicyNamedPods } from "./kubernetes/network-policy/named-pods.ts";
import { networkPolicyOneLanguage } from "./kubernetes/network-policy/one-language.ts";
import { networkPolicyPrivateRanges } from "./kubernetes/network-policy/private-ranges.ts";
import { objectKnownFields } from "./kubernetes/object/known-fields.ts";
import { objectOwnNamespace } from "./kubernetes/object/own-namespace.ts";
import { opaqueNone } from "./kubernetes/opaque/none.ts";
import { podGpuByRequest } from "./kubernetes/pod/gpu-by-request.ts";
import { podHostNamespaces } from "./kubernetes/pod/host-namespaces.ts";
import { podImageDigest } from "./kubernetes/pod/image-digest.ts";
import { podImageRegistry } from "./kubernetes/pod/image-registry.ts";
import { podImageVolume } from "./kubernetes/pod/image-volume.ts";
import { podKnownShape } from "./kubernetes/pod/known-shape.ts";
import { podNoAccountToken } from "./kubernetes/pod/no-account-token.ts";
import { podNoCapabilities } from "./kubernetes/pod/no-capabilities.ts";
import { podNoEphemeralContainers } from "./kubernetes/pod/no-ephemeral-containers.ts";
import { podNoEscalation } from "./kubernetes/pod/no-escalation.ts";
import { podNoHarmfulEnv } from "./kubernetes/pod/no-harmful-env.ts";
import { podNoHostPath } from "./kubernetes/pod/no-host-path.ts";
import { podNoHostPort } from "./kubernetes/pod/no-host-port.ts";
import { podNoSecretInEnv } from "./kubernetes/pod/no-secret-in-env.ts";
import { podNoServiceLinks } from "./kubernetes/pod/no-service-links.ts";
import { podNotPrivileged } from "./kubernetes/pod/not-privileged.ts";
import { podNotRoot } from "./kubernetes/pod/not-root.ts";
import { podOwnAccount } from "./kubernetes/pod/own-account.ts";
import { podProbed } from "./kubernetes/pod/probed.ts";
import { podProcessNamespace } from "./kubernetes/pod/process-namespace.ts";
import { podReadOnlyRoot } from "./kubernetes/pod/read-only-root.ts";
import { podResources } from "./kubernetes/pod/resources.ts";
import { podSeccomp } from "./kubernetes/pod/seccomp.ts";
import { roleKnownRights } from "./kubernetes/role/known-rights.ts";
import { roleNoEscalation } from "./kubernetes/role/no-escalation.ts";
import { roleNoSecrets } from "./kubernetes/role/no-secrets.ts";
import { roleNoWayIntoPods } from "./kubernetes/role/no-way-into-pods.ts";
import { roleNoWildcard } from "./kubernetes/role/no-wildcard.ts";
import { roleNoWorkloads } from "./kubernetes/role/no-workloads.ts";
import { roleBindingNamed } from "./kubernetes/role-binding/named.ts";
import { secretNone } from "./kubernetes/secret/none.ts";
import { serviceFrontDoorOnly } from "./kubernetes/service/front-door-only.ts";
import { serviceInside } from "./kubernetes/service/inside.ts";
import { serviceKnownShape } from "./kubernetes/service/known-shape.ts";
import { serviceSelectsPods } from "./kubernetes/service/selects-pods.ts";
import { serviceAccountNoToken } from "./kubernetes/service-account/no-token.ts";
import { vllmAdvisoryFloor } from "./kubernetes/vllm/advisory-floor.ts";
import { vllmArguments } from "./kubernetes/vllm/arguments.ts";
import { vllmEnvironment } from "./kubernetes/vllm/environment.ts";
import { vllmMandatoryArguments } from "./kubernetes/vllm/mandatory-arguments.ts";
import { vllmMandatoryEnvironment } from "./kubernetes/vllm/mandatory-environment.ts";
import { vllmNoPort } from "./kubernetes/vllm/no-port.ts";
import { vllmWeightsReadOnly } from "./kubernetes/vllm/weights-read-only.ts";
import { webhookInside } from "./kubernetes/webhook/inside.ts";
import type { Rule } from "./rule/rule.ts";
import { stackStrangerNamed } from "./stack/stranger/named.ts";
import { stackTypeJudged } from "./stack/type/judged.ts";
import { stackWriterOne } from "./stack/writer/one.ts";

/** Every rule of the pack; a new one is named here, so that none is left out by accident. */
export const rules: readonly Rule[] = [
  budgetsBudgetTellsSomebody,
  cloudtrailTrailAlarms,
  cloudtrailTrailDataEvents,
  cloudtrailTrailEncrypted,
  cloudtrailTrailEverywhere,
  cloudtrailTrailExists,
  cloudtrailTrailValidated,
  cloudtrailTrailWatched,
  cloudwatchEventRuleTellsSomebody,
  cloudwatchLogGroupAuditKept,
  cloudwatchLogGroupEncrypted,
  cloudwatchLogGroupRetention,
  cloudwatchLogMetricFilterAlarmed,
  cloudwatchLogResourcePolicyNamedSource,
  cloudwatchMetricAlarmSensitive,
  cloudwatchMetricAlarmTellsSomebody,
  codebuildProjectEncrypted,
  codebuildProjectInVpc,
  codebuildProjectLogged,
  codebuildProjectNoPlainSecret,
  codebuildProjectNotPrivileged,
  codebuildProjectNotPublic,
  ebsDefaultEncryptionOn,
  ec2DefaultNetworkAclClosed,
  ec2DefaultRouteTableClosed,
  ec2DefaultSecurityGroupClosed,
  ec2EgressOnlyInternetGatewayNone,
  ec2EipNone,
  ec2FlowLogAllTraffic,
  ec2ImageNotShared,
  ec2InstanceEncryptedVolumes,
  ec2InstanceMetadataV2,
  ec2InstanceMonitored,
  ec2InstanceNoHostShell,
  ec2InstanceNoKeyPair,
  ec2InstanceNoPublicAddress,
  ec2InstanceNoSecretInUserData,
  ec2InstanceNodeSettings,
  ec2InstanceNodeVolumes,
  ec2InstanceOwnSecurityGroup,
  ec2InstanceVolumeKey,
  ec2InternetGatewayNone,
  ec2NatGatewayNone,
  ec2NetworkAclNoOpenEgress,
  ec2NetworkAclNoOpenIngress,
  ec2RouteNoGateway,
  ec2RouteNoPublicDestination,
  ec2SecurityGroupAllTrafficWithinItself,
  ec2SecurityGroupDescribed,
  ec2SecurityGroupNamedRanges,
  ec2SecurityGroupNoPublicEgress,
  ec2SecurityGroupNoPublicIngress,
  ec2SecurityGroupNoRemoteLogin,
  ec2SecurityGroupOnePort,
  ec2SecurityGroupPrefixListHttps,
  ec2SubnetNoPublicAddress,
  ec2SubnetOwnNetworkAcl,
  ec2SubnetOwnRouteTable,
  ec2TransitGatewayNone,
  ec2VpcBlockPublicAccessBidirectional,
  ec2VpcEndpointServiceAcceptance,
  ec2VpcEndpointServiceNamedPrincipals,
  ec2VpcEndpointServiceNotification,
  ec2VpcEndpointNamedActions,
  ec2VpcEndpointNamedResources,
  ec2VpcEndpointNeeded,
  ec2VpcEndpointOwnBuckets,
  ec2VpcEndpointOwnPrincipals,
  ec2VpcEndpointPolicy,
  ec2VpcEndpointPrivateDns,
  ec2VpcEndpointSecurityGroup,
  ec2VpcPeeringNone,
  ec2VpcDefaultsTakenOver,
  ec2VpcDnsFirewall,
  ec2VpcDnsQueryLog,
  ec2VpcFlowLog,
  ec2VpcNoIpv6,
  ec2VpcPrivateDns,
  ec2VpcPrivateRange,
  ec2VpnNone,
  ecrPublicNone,
  ecrPullThroughCacheNone,
  ecrRepositoryPolicyOwnAccount,
  ecrRepositoryEncryption,
  ecrRepositoryImmutable,
  ecrRepositoryKept,
  ecrRepositoryScanned,
  edgePublicFrontEndNone,
  eksAccessEntryNamed,
  eksAccessPolicyAssociationViewOnly,
  eksAddonNetworkPolicy,
  eksAddonPinned,
  eksAddonPodIdentity,
  eksClusterAccessEntries,
  eksClusterDeletionProtection,
  eksClusterFewAdmins,
  eksClusterLogGroup,
  eksClusterLogTypes,
  eksClusterNetworkPolicy,
  eksClusterNoCreatorAdmin,
  eksClusterNoSelfManagedAddons,
  eksClusterOwnSecurityGroup,
  eksClusterPrivateEndpoint,
  eksClusterRoutedEgress,
  eksClusterRuntimeAgent,
  eksClusterSecretsEncryption,
  eksClusterSupportedVersion,
  eksFargateProfileNone,
  eksNodeGroupGpuTaint,
  eksNodeGroupLaunchTemplate,
  eksNodeGroupMinimalImage,
  eksNodeGroupNoRemoteAccess,
  eksNodeGroupRelease,
  eksNodeGroupRespectsBudgets,
  eksNodeGroupSizes,
  eksNodeGroupSpread,
  eksNodeGroupVersion,
  eksPodIdentityAssociationSessionTags,
  guarddutyDetectorFeatureOn,
  guarddutyDetectorExists,
  guarddutyDetectorFeatures,
  guarddutyDetectorOn,
  iamAccessKeyNone,
  iamPolicyChangesHeldToSome,
  iamPolicyKeysByPurpose,
  iamPolicyKnownActions,
  iamPolicyNoEscalation,
  iamPolicyNoNegation,
  iamPolicyNoWildcardAction,
  iamPolicyNoWildcardResource,
  iamPolicyPassRole,
  iamRoleFederatedSubject,
  iamRoleKnownServices,
  iamRoleNamedTrust,
  iamRoleNoConfusedDeputy,
  iamRoleNoOpenAccountTrust,
  iamRoleNoWideManagedPolicy,
  iamRolePodIdentityNamed,
  iamUserNone,
  keepWhole,
  kmsKeyChangeAlarm,
  kmsKeyDeletionWindow,
  kmsKeyEnabled,
  kmsKeyGrantsForServices,
  kmsKeyHeldToAPurpose,
  kmsKeyNamedActions,
  kmsKeyNoPublicPrincipal,
  kmsKeyOneAccount,
  kmsKeyOwnPolicy,
  kmsKeyProtected,
  kmsKeyRotation,
  lbListenerTls,
  lbLoadBalancerDeletionProtection,
  lbLoadBalancerInternal,
  lbLoadBalancerPrivateLinkRules,
  lbLoadBalancerSecurityGroup,
  lbLoadBalancerZones,
  lbTargetGroupClientKnown,
  lbTargetGroupEncrypted,
  ramResourceShareNoExternal,
  resourceKnownInputs,
  resourceOwnRegion,
  route53ResolverEndpointNone,
  route53ResolverFirewallAssociationProtected,
  route53ResolverFirewallConfigFailClosed,
  route53ResolverFirewallRuleGroupBlocksTheRest,
  route53ResolverFirewallRuleNoWildcardAllow,
  route53ZonePrivate,
  s3BucketLifecycleRecordsKept,
  s3BucketObjectLockRetention,
  s3BucketPolicyGuardedConfiguration,
  s3BucketPolicyNamedActions,
  s3BucketPolicyNamedPrincipals,
  s3BucketPolicyNoDeletion,
  s3BucketPolicyOwnAccount,
  s3BucketPolicyTlsOnly,
  s3BucketPolicyTlsVersion,
  s3BucketPublicAccessBlockAllFour,
  s3BucketReplicationComplete,
  s3BucketReplicationSealedCopy,
  s3BucketAccessLog,
  s3BucketEncryption,
  s3BucketGuardsKept,
  s3BucketKept,
  s3BucketNoAcl,
  s3BucketNoWebsite,
  s3BucketObjectLock,
  s3BucketOwnership,
  s3BucketPolicy,
  s3BucketPublicAccessBlock,
  s3BucketVersioning,
  secretsmanagerSecretVersionNone,
  secretsmanagerSecretEncrypted,
  snsTopicPolicyNamedSource,
  snsTopicEncrypted,
  snsTopicHeard,
  snsTopicPolicy,
  sqsQueuePolicyNamedSource,
  admissionBound,
  admissionCoversNamespaces,
  admissionDenies,
  admissionFailsClosed,
  certificateShortLived,
  configMapNoSecret,
  deploymentReplicas,
  deploymentSpread,
  disruptionBudgetExists,
  frontDoorAuditLog,
  frontDoorAuthorised,
  frontDoorBoundEntrances,
  frontDoorClientHeaders,
  frontDoorLimits,
  frontDoorLiteralPaths,
  frontDoorMutualTls,
  frontDoorNoAdmin,
  frontDoorRoutes,
  frontDoorSocketUpstream,
  frontDoorTlsVersion,
  ingressNone,
  namespaceDefaultAccount,
  namespaceDefaultDeny,
  namespacePodSecurity,
  namespaceQuota,
  networkPolicyFrontDoorOnly,
  networkPolicyNamedPeers,
  networkPolicyNamedPods,
  networkPolicyOneLanguage,
  networkPolicyPrivateRanges,
  objectOwnNamespace,
  opaqueNone,
  podGpuByRequest,
  podHostNamespaces,
  podImageDigest,
  podImageRegistry,
  podImageVolume,
  podNoAccountToken,
  podNoCapabilities,
  podNoEphemeralContainers,
  podNoEscalation,
  podNoHarmfulEnv,
  podNoHostPath,
  podNoHostPort,
  podNoSecretInEnv,
  podNoServiceLinks,
  podNotPrivileged,
  podNotRoot,
  podOwnAccount,
  podProbed,
  podProcessNamespace,
  podReadOnlyRoot,
  podResources,
  podSeccomp,
  roleBindingNamed,
  roleNoEscalation,
  roleNoSecrets,
  roleNoWayIntoPods,
  roleNoWildcard,
  roleNoWorkloads,
  secretNone,
  serviceAccountNoToken,
  serviceFrontDoorOnly,
  serviceInside,
  serviceSelectsPods,
  vllmAdvisoryFloor,
  vllmArguments,
  vllmEnvironment,
  vllmMandatoryArguments,
  vllmMandatoryEnvironment,
  vllmNoPort,
  vllmWeightsReadOnly,
  webhookInside,
  stackStrangerNamed,
  stackTypeJudged,
  stackWriterOne,
  admissionKnownSet,
  certificateKnownShape,
  claimKnownShape,
  configMapKnownContent,
  frontDoorKnownShape,
  namespaceKnownShape,
  networkPolicyKnownShape,
  podKnownShape,
  roleKnownRights,
  serviceKnownShape,
  keepComplete,
  objectKnownFields,
];
