import { builds } from "./builds.ts";
import { compute } from "./compute.ts";
import { entrance } from "./entrance.ts";
import { identity } from "./identity.ts";
import type { Inputs } from "./input.ts";
import { network } from "./network.ts";
import { providers } from "./providers.ts";
import { records } from "./records.ts";
import { storage } from "./storage.ts";

const byToken: Inputs = { ...network, ...entrance, ...compute, ...storage, ...identity, ...records, ...builds, ...providers };

/** Other tokens of the same types: those of load balancers, and those that sides of a bucket had before version 7 of the provider. */
const alsoCalled: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["loadBalancer:LoadBalancer", "targetGroup:TargetGroup", "listener:Listener"].map((name) => [`aws:alb/${name}`, `aws:lb/${name}`]),
  ),
  ...Object.fromEntries(
    ["", "LifecycleConfiguration", "Logging", "ObjectLockConfiguration", "ServerSideEncryptionConfiguration", "Versioning"].map((side) => [
      `aws:s3/bucket${side}V2:Bucket${side}V2`,
      `aws:s3/bucket${side}:Bucket${side}`,
    ]),
  ),
};

/** Every type of AWS that rules judge, with all the inputs that it may have. */
export const awsInputs: Inputs = {
  ...byToken,
  ...Object.fromEntries(Object.entries(alsoCalled).map(([token, same]) => [token, byToken[same]!])),
};
