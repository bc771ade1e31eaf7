import { record } from "../engine/stack/project.ts";
import { TunnelError } from "./tunnel-error.ts";

/** What a tunnel leads to: the private endpoint of a cluster, through a host that Session Manager reaches. */
export interface Destination {
  /** Id of the EC2 instance, `i-...`. */
  instance: string;
  /** Name of the cluster's endpoint, which its certificate bears. */
  host: string;
  /** Region of the instance; undefined for the one that the AWS CLI is configured with. */
  region?: string | undefined;
  /** Certificate of the cluster's authority, PEM; undefined where only the name on the server's certificate can be checked. */
  authority?: string | undefined;
}

const instanceId = /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;
const hostName = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;

/**
 * A destination that is named piece by piece.
 * @throws TunnelError where a piece cannot be what it is given as
 */
export function namedDestination({ instance, host, region, authority }: Destination): Destination {
  if (!instanceId.test(instance))
    throw new TunnelError(`instance "${instance}" is no id of an EC2 instance; accepted is one such as i-0123456789abcdef0`);
  if (!hostName.test(host))
    throw new TunnelError(
      `host "${host}" is no name of an endpoint; accepted is a name without https:// and port, as cluster.endpoint has it`,
    );
  return { instance, host, region, authority };
}

/**
 * The destination that a deployed stack tells of, by its output `tunnel`.
 * @throws TunnelError where the stack has none, or one that is not whole
 */
export function destinationOf(outputs: Record<string, unknown>, stack: string): Destination {
  if (!("tunnel" in outputs))
    throw new TunnelError(
      `stack ${stack} has no tunnel: set target.access.tunnel: true and deploy the first step, or name a host of your own with --instance and --host`,
    );
  const { instance, host, region, authority } = record(outputs["tunnel"]);
  if (typeof instance !== "string" || typeof host !== "string" || typeof region !== "string" || typeof authority !== "string")
    throw new TunnelError(`output tunnel of stack ${stack} lacks instance, host, region or authority: deploy the first step to its end`);
  return namedDestination({ instance, host, region, authority: Buffer.from(authority, "base64").toString("utf8") });
}
