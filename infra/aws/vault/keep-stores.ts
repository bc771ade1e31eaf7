import type * as aws from "@pulumi/aws";
import type { KeepStep } from "../keep-step.ts";
import type { Keys } from "../keys/keys.ts";
import { awsNames } from "../names.ts";
import type { Endpoints } from "../network/endpoints.ts";
import { Registry } from "./registry.ts";
import { Vault } from "./vault.ts";

/** Stores that cannot be rebuilt: the images in use, and the weights. */
export interface KeepStores {
  registry: Registry;
  vault: Vault;
}

/** Creates the registry and the vault. @param replicaProvider of the second region, if the settings name one */
export function keepStores(
  { keep, target, place, images, options }: KeepStep,
  keys: Keys,
  endpoints: Endpoints,
  replicaProvider: aws.Provider | undefined,
): KeepStores {
  const { deployer, publisher, runner } = target.access;
  const { objectLock, replicaRegion } = target.vault;
  const registry = new Registry(
    "registry",
    {
      place,
      keyArn: keys.registry.arn,
      images: [
        ...images.map(({ name, source }) => ({ name, reference: source })),
        ...(runner ? [{ name: "runner", reference: runner.image }] : []),
      ],
    },
    options,
  );
  const vault = new Vault(
    "vault",
    {
      place,
      key: keys.vault,
      endpointId: endpoints.byService.s3.id,
      deployer,
      publisher,
      reader: awsNames(place).role("weights-reader"),
      objectLock,
      retentionDays: keep.audit.retentionDays,
      ...(replicaRegion && replicaProvider ? { replicaRegion, replicaProvider } : {}),
    },
    options,
  );
  return { registry, vault };
}
