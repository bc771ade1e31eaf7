import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsNames, type KeyPurpose, type Place } from "../names.ts";
import { policyJson } from "../policy-document.ts";
import { keyPolicy } from "./key-policies.ts";

export interface KeysArgs {
  place: Place;
  /** Name of the role that administers the keys. */
  deployer: string;
  /** Name of the role that writes weights. */
  publisher: string;
  /** Whether the vault has a copy in a second region, whose role reads it. */
  replicated: boolean;
  /** Whether builds run inside the VPC, and log there; left out: none do. */
  runner?: boolean;
}

/** What each key encrypts, as the console shows it. */
const descriptions: Record<KeyPurpose, string> = {
  cluster: "data of the Kubernetes API",
  vault: "weights in the vault",
  logs: "log groups, the trail and the alarm topic",
  registry: "images in ECR",
  volumes: "volumes of the nodes",
};

/** Settings of every key: rotated yearly, kept for 30 days (the longest window) after a deletion is asked for, in one region. */
export const keyDefaults = { enableKeyRotation: true, deletionWindowInDays: 30, multiRegion: false } satisfies aws.kms.KeyArgs;

/** One customer-managed key for each purpose; none can be deleted by this program, since what it encrypted would be lost with it. */
export class Keys extends pulumi.ComponentResource {
  readonly cluster: aws.kms.Key;
  readonly vault: aws.kms.Key;
  readonly logs: aws.kms.Key;
  readonly registry: aws.kms.Key;
  readonly volumes: aws.kms.Key;

  constructor(name: string, { place, deployer, publisher, replicated, runner = false }: KeysArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:Keys", name, {}, opts);

    const key = (purpose: KeyPurpose) => {
      const made = new aws.kms.Key(
        `${name}-${purpose}`,
        {
          ...keyDefaults,
          description: `modelkeep: ${descriptions[purpose]}`,
          policy: policyJson(keyPolicy(purpose, place, { deployer, publisher, replicated, runner })),
        },
        { parent: this, protect: true, retainOnDelete: true },
      );
      new aws.kms.Alias(`${name}-${purpose}-alias`, { name: awsNames(place).keyAlias(purpose), targetKeyId: made.keyId }, { parent: this });
      return made;
    };

    this.cluster = key("cluster");
    this.vault = key("vault");
    this.logs = key("logs");
    this.registry = key("registry");
    this.volumes = key("volumes");

    this.registerOutputs({});
  }
}
