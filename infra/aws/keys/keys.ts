import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type KeyPurpose, keyPurposes } from "../../../catalog/key-purposes.ts";
import { awsNames, type Place } from "../names.ts";
import { policyJson } from "../policy-document.ts";
import { keyPolicy } from "./key-policies.ts";

export interface KeysArgs {
  place: Place;
  /** Name of the role that administers the keys. */
  deployer: string;
  /** Name of the role that writes weights. */
  publisher: string;
  /** Whether the vault has a replica in a second region; its replication role reads it. */
  replicated: boolean;
  /** Whether builds run inside the VPC, and log there; default false. */
  runner?: boolean;
}

/** Settings of every key: yearly rotation, a deletion window of 30 days (the maximum), single-region. */
export const keyDefaults = { enableKeyRotation: true, deletionWindowInDays: 30, multiRegion: false } satisfies aws.kms.KeyArgs;

/** One customer-managed key per purpose; this program cannot delete them, since the encrypted data would be lost. */
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
          description: `modelkeep: ${keyPurposes[purpose]}`,
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
