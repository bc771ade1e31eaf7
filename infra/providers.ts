import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsNames, placeOf } from "./aws/names.ts";
import type { EksKeep } from "./settings/checked-keep.ts";
import type { EksTarget } from "./settings/target.ts";

/**
 * Environment variable, not a setting: with it a preview needs no credentials, because the provider gets dummy keys and skips every call on
 * startup. It works only in a preview, so that it can never reach an account.
 */
const withoutCredentials = "MODELKEEP_PREVIEW_WITHOUT_CREDENTIALS";

/** Dummy keys and skip flags; the program uses no data source, so the provider never uses them. */
const offline: aws.ProviderArgs = {
  accessKey: "preview",
  secretKey: "preview",
  skipCredentialsValidation: true,
  skipMetadataApiCheck: true,
  skipRegionValidation: true,
  skipRequestingAccountId: true,
};

/** The provider for one region: restricted to the keep's account, with default tags. */
export function awsProvider(
  name: string,
  { name: keep, tags }: Pick<EksKeep, "name" | "tags">,
  target: EksTarget,
  region: string,
  opts: pulumi.ResourceOptions = {},
): aws.Provider {
  const { accountId } = target;
  const { costTag } = awsNames(placeOf(keep, target));
  const preview = process.env[withoutCredentials] === "1";
  if (preview && !pulumi.runtime.isDryRun())
    throw new pulumi.RunError(
      `${withoutCredentials} is set, and this is not a preview: unset it to deploy with credentials of account ${accountId}; nothing was created`,
    );
  const args: aws.ProviderArgs = {
    region: region as aws.Region,
    defaultTags: { tags: { [costTag.key]: costTag.value, "modelkeep:stack": pulumi.getStack(), ...tags } },
    // The provider compares this with the account that it looks up on startup; without credentials it cannot, and would fail.
    ...(preview ? offline : { allowedAccountIds: [accountId] }),
  };
  return new aws.Provider(name, args, opts);
}
