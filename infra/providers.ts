import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsNames, placeOf } from "./aws/names.ts";
import type { NamedSettings } from "./settings/keep.ts";
import type { EksTarget } from "./settings/target.ts";

/**
 * Environment switch, not a setting: with it a preview needs no credentials, because the provider gets dummy keys and
 * skips every call at start. It refuses anything but a preview, so that it can never reach an account.
 */
const withoutCredentials = "MODELKEEP_PREVIEW_WITHOUT_CREDENTIALS";

/** Dummy keys and skip flags; the program calls no data source, so the provider never uses them. */
const offline: aws.ProviderArgs = {
  accessKey: "preview",
  secretKey: "preview",
  skipCredentialsValidation: true,
  skipMetadataApiCheck: true,
  skipRegionValidation: true,
  skipRequestingAccountId: true,
};

/** The provider for one region: it works in the keep's account alone, and tags what it makes. */
export function awsProvider(
  name: string,
  { name: keep, tags }: NamedSettings,
  target: EksTarget,
  region: string,
  opts: pulumi.ResourceOptions = {},
): aws.Provider {
  const { accountId } = target;
  const { costTag } = awsNames(placeOf(keep, target));
  const preview = process.env[withoutCredentials] === "1";
  if (preview && !pulumi.runtime.isDryRun())
    throw new pulumi.RunError(
      `${withoutCredentials} is set, and this is no preview: unset it to deploy with credentials of account ${accountId}; nothing was created`,
    );
  const args: aws.ProviderArgs = {
    region: region as aws.Region,
    defaultTags: { tags: { [costTag.key]: costTag.value, "modelkeep:stack": pulumi.getStack(), ...tags } },
    // The provider compares this with the account it asked for at start; without credentials it cannot ask, and would refuse.
    ...(preview ? offline : { allowedAccountIds: [accountId] }),
  };
  return new aws.Provider(name, args, opts);
}
