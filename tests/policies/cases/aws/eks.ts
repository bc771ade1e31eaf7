import { forbiddenType, type RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    rule: "aws-eks-access-entry-named",
    on: "access-deployer",
    fails: ['principalArn = "arn:aws:iam::111122223333:root"', 'kubernetesGroups = ["system:masters"]'],
  },
  {
    rule: "aws-eks-access-policy-association-view-only",
    on: "access-operator-platform-on-call-policy",
    fails: [
      'policyArn = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy"',
      'policyArn = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminViewPolicy"',
    ],
  },
  {
    rule: "aws-eks-addon-network-policy",
    on: "add-ons-vpc-cni",
    fails: [
      "configurationValues -",
      'configurationValues enableNetworkPolicy = "false"',
      'configurationValues env NETWORK_POLICY_ENFORCING_MODE = "standard"',
    ],
  },
  {
    rule: "aws-eks-addon-pinned",
    on: "add-ons-kube-proxy",
    fails: ["addonVersion -", 'addonVersion = "latest"', 'resolveConflictsOnUpdate = "PRESERVE"', "resolveConflictsOnCreate -"],
  },
  { rule: "aws-eks-addon-pod-identity", on: "add-ons-vpc-cni", fails: ["podIdentityAssociations -"] },
  {
    rule: "aws-eks-cluster-access-entries",
    on: "cluster|Cluster",
    fails: ['accessConfig authenticationMode = "API_AND_CONFIG_MAP"', "accessConfig -"],
  },
  { rule: "aws-eks-cluster-deletion-protection", on: "cluster|Cluster", fails: ["deletionProtection = false"] },
  {
    rule: "aws-eks-cluster-few-admins",
    on: "access-operator-platform-on-call-policy",
    fails: ['policyArn = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"'],
  },
  { rule: "aws-eks-cluster-log-group", on: "logs-cluster", fails: ["remove logs-cluster", 'name = "/elsewhere"'] },
  { rule: "aws-eks-cluster-log-types", on: "cluster|Cluster", fails: ['enabledClusterLogTypes = ["api"]', "enabledClusterLogTypes -"] },
  { rule: "aws-eks-cluster-network-policy", on: "add-ons-vpc-cni", fails: ["remove add-ons-vpc-cni", "configurationValues -"] },
  {
    rule: "aws-eks-cluster-no-creator-admin",
    on: "cluster|Cluster",
    fails: ["accessConfig bootstrapClusterCreatorAdminPermissions = true", "accessConfig bootstrapClusterCreatorAdminPermissions -"],
  },
  {
    rule: "aws-eks-cluster-no-self-managed-addons",
    on: "cluster|Cluster",
    fails: ["bootstrapSelfManagedAddons = true", "bootstrapSelfManagedAddons -"],
  },
  {
    rule: "aws-eks-cluster-own-security-group",
    on: "cluster|Cluster",
    fails: ["vpcConfig securityGroupIds -", "vpcConfig securityGroupIds = []"],
  },
  {
    rule: "aws-eks-cluster-private-endpoint",
    on: "cluster|Cluster",
    fails: ["vpcConfig endpointPublicAccess = true", "vpcConfig endpointPublicAccess -", "vpcConfig endpointPrivateAccess = false"],
  },
  {
    rule: "aws-eks-cluster-routed-egress",
    on: "cluster|Cluster",
    fails: ["vpcConfig controlPlaneEgressMode -", 'vpcConfig controlPlaneEgressMode = "AWS_MANAGED"'],
  },
  {
    rule: "aws-eks-cluster-runtime-agent",
    on: "add-ons-on-nodes-aws-guardduty-agent",
    fails: ["remove add-ons-on-nodes-aws-guardduty-agent", 'addonName = "other"'],
  },
  {
    rule: "aws-eks-cluster-secrets-encryption",
    on: "cluster|Cluster",
    fails: ["encryptionConfig -", "encryptionConfig provider keyArn -", "encryptionConfig resources = []"],
  },
  {
    rule: "aws-eks-cluster-supported-version",
    on: "cluster|Cluster",
    fails: ['version = "1.29"', "version -", 'upgradePolicy supportType = "EXTENDED"'],
  },
  forbiddenType("aws-eks-fargate-profile-none", "aws:eks/fargateProfile:FargateProfile"),
  { rule: "aws-eks-node-group-gpu-taint", on: "gpu-pool|NodeGroup", fails: ["taints = []", 'taints 0 effect = "PREFER_NO_SCHEDULE"'] },
  { rule: "aws-eks-node-group-launch-template", on: "gpu-pool|NodeGroup", fails: ["launchTemplate -"] },
  { rule: "aws-eks-node-group-minimal-image", on: "gpu-pool|NodeGroup", fails: ['amiType = "AL2023_x86_64_NVIDIA"', "amiType -"] },
  { rule: "aws-eks-node-group-no-remote-access", on: "gpu-pool|NodeGroup", fails: ['remoteAccess = {"ec2SshKey":"ops"}'] },
  {
    rule: "aws-eks-node-group-release",
    on: { type: "aws:eks/nodeGroup:NodeGroup", inputs: { releaseVersion: "1.62.1-a3f4b5c6" } },
    alone: true,
    fails: ["releaseVersion -"],
  },
  { rule: "aws-eks-node-group-no-forced-update", on: "gpu-pool|NodeGroup", fails: ["forceUpdateVersion = true"] },
  {
    rule: "aws-eks-node-group-sizes",
    on: "gpu-pool|NodeGroup",
    fails: ["scalingConfig minSize = 9", "scalingConfig maxSize = 0", "scalingConfig minSize -", "scalingConfig desiredSize -"],
  },
  { rule: "aws-eks-node-group-spread", on: "gpu-pool|NodeGroup", fails: ['subnetIds = ["subnet-1"]'] },
  { rule: "aws-eks-node-group-version", on: "gpu-pool|NodeGroup", fails: ["version -"] },
  { rule: "aws-eks-pod-identity-association-session-tags", on: "pod-roles-weights-reader-pods", fails: ["disableSessionTags = true"] },
];
