import type { Destination } from "./transforms.ts";

/** Environment variable, by which the program of a sandbox is told where to go. */
const variable = "MODELKEEP_SANDBOX_DESTINATION";

/** Environment of the Pulumi CLI that sends a keep there; every call to AWS goes to the emulator, whatever the service. */
export const towardsEnvironment = (destination: Destination): Record<string, string> => ({
  [variable]: JSON.stringify(destination),
  AWS_ENDPOINT_URL: destination.emulator,
  AWS_ENDPOINT_URL_S3_CONTROL: "http://s3-control.emulator.invalid",
  AWS_EC2_METADATA_DISABLED: "true",
});

/** @throws Error where the variable is not set, or names no address of loopback: no call may reach AWS */
export function destination(): Destination {
  const told = JSON.parse(process.env[variable] ?? "{}") as Destination;
  if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(told.emulator ?? ""))
    throw new Error(`${variable} names no emulator; accepted: what "npm run sandbox -- --aws" sets`);
  return told;
}
