import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** AWS services that the components call. */
const services = ["ec2", "kms", "s3", "s3control", "iam", "sts", "logs", "ecr", "cloudtrail"] as const;

/** Address of the emulator, for example `http://127.0.0.1:5000`; a loopback address, so that no call can reach AWS. */
function address(): string {
  const url = process.env["MODELKEEP_EMULATOR"] ?? "";
  if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(url))
    throw new pulumi.RunError(`MODELKEEP_EMULATOR: ${url || "is not set"}; accepted: http://127.0.0.1:<port>`);
  return url;
}

/**
 * A provider whose every call goes to the emulator. It has no default tags, because moto does not keep the tags that a bucket is
 * made with.
 */
export function emulated(region: string): aws.Provider {
  const url = address();
  return new aws.Provider("aws", {
    region: region as aws.Region,
    accessKey: "emulator",
    secretKey: "emulator",
    // The account that moto answers for.
    allowedAccountIds: ["123456789012"],
    skipCredentialsValidation: true,
    skipMetadataApiCheck: true,
    s3UsePathStyle: true,
    maxRetries: 1, // a call that the emulator lacks fails at once instead of after minutes
    // S3 Control puts the account id before the host's name, which then resolves nowhere; a proxy gets it as it is.
    httpProxy: url,
    httpsProxy: url,
    endpoints: [Object.fromEntries(services.map((service) => [service, url]))],
  });
}
