import * as pulumi from "@pulumi/pulumi";
import { Logs } from "../../../infra/aws/audit/logs.ts";
import { Trail } from "../../../infra/aws/audit/trail.ts";
import { Keys } from "../../../infra/aws/keys/keys.ts";
import { awsNames, placeOf } from "../../../infra/aws/names.ts";
import { Endpoints } from "../../../infra/aws/network/endpoints.ts";
import { FlowLogs } from "../../../infra/aws/network/flow-logs.ts";
import { Network } from "../../../infra/aws/network/network.ts";
import { SecurityGroups } from "../../../infra/aws/network/security-groups.ts";
import { NodeRole } from "../../../infra/aws/nodes/node-role.ts";
import { Registry } from "../../../infra/aws/vault/registry.ts";
import { Vault } from "../../../infra/aws/vault/vault.ts";
import { emulated } from "./emulated.ts";

// The components of the AWS half that moto implements whole, put together as in infra/aws/aws-keep.ts. It lacks VPC Block Public
// Access, the DNS firewall, access entries and add-ons of EKS, metric alarms, GuardDuty's features, the subscribers of budgets and
// the selection of a bucket's replication.

/** The account is the one that moto answers for. */
const place = placeOf("emulated", { accountId: "123456789012", region: "eu-central-1" });
const deployer = "modelkeep-deployer";
const publisher = "modelkeep-publisher";
const images = [{ name: "vllm", reference: `docker.io/vllm/vllm-openai@sha256:${"0".repeat(64)}` }];
const opts = { provider: emulated(place.region) };

const keys = new Keys("keys", { place, deployer, publisher, replicated: false }, opts);
const logs = new Logs("logs", { place, keyArn: keys.logs.arn, retentionDays: 400 }, opts);

const zones = ["eu-central-1a", "eu-central-1b"];
const network = new Network("network", { place, cidr: "10.64.0.0/16", zones, blockPublicAccess: false }, opts);
const vpcId = network.vpc.id;
new FlowLogs("flow-logs", { place, vpcId, logGroupArn: logs.flow.arn }, opts);
const groups = new SecurityGroups("groups", { place, vpcId, tunnel: true, privateLinkClients: [], frontDoorPorts: [] }, opts);
const endpoints = new Endpoints(
  "endpoints",
  { place, network, groups, services: ["ec2", "ecr.api", "ecr.dkr", "eks-auth", "logs", "s3"], images: images.map(({ name }) => name) },
  // moto forgets the DNS options of an endpoint, so the second update would find them missing.
  { ...opts, transforms: [({ props, opts }) => ({ props, opts: pulumi.mergeOptions(opts, { ignoreChanges: ["dnsOptions"] }) })] },
);

new Registry("registry", { place, keyArn: keys.registry.arn, images }, opts);
const vault = new Vault(
  "vault",
  {
    place,
    key: keys.vault,
    endpointId: endpoints.byService.s3.id,
    deployer,
    publisher,
    reader: awsNames(place).role("weights-reader"),
    objectLock: { mode: "GOVERNANCE", days: 30 },
    retentionDays: 400,
  },
  opts,
);
new Trail(
  "trail",
  {
    place,
    key: keys.logs,
    deployer,
    vaultArn: vault.bucket.arn,
    auditLogs: logs.audit,
    accessLogs: vault.accessLogs.destination,
    retentionDays: 400,
  },
  opts,
);
new NodeRole("node-role", { place, images: images.map(({ name }) => name) }, opts);

export const vaultBucket = vault.bucket.bucket;
