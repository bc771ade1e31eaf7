import { record } from "../engine/stack/project.ts";
import { TunnelError } from "./tunnel-error.ts";

/** Destination of a tunnel: the private endpoint of a cluster, through a host that Session Manager reaches. */
export interface Destination {
  /** Id of the EC2 instance, `i-...`. */
  instance: string;
  /** Hostname of the cluster endpoint, which is in its certificate. */
  host: string;
  /** Region of the instance; undefined for that of the AWS CLI configuration. */
  region?: string | undefined;
  /** CA certificate of the cluster, PEM; undefined where only the name in the server's certificate can be checked. */
  authority?: string | undefined;
}

const instanceId = /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;
const hostName = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;

/**
 * A destination from its parts.
 * @throws TunnelError where a part is not valid
 */
export function namedDestination({ instance, host, region, authority }: Destination): Destination {
  if (!instanceId.test(instance))
    throw new TunnelError(`instance "${instance}" is not an EC2 instance ID; accepted: an ID such as i-0123456789abcdef0`);
  if (!hostName.test(host))
    throw new TunnelError(
      `host "${host}" is not an endpoint hostname; accepted: a hostname without https:// and port, as in cluster.endpoint`,
    );
  return { instance, host, region, authority };
}

/**
 * The destination in the output `tunnel` of a deployed stack.
 * @throws TunnelError where the stack has none, or an incomplete one
 */
export function destinationOf(outputs: Record<string, unknown>, stack: string): Destination {
  if (!("tunnel" in outputs))
    throw new TunnelError(
      `stack ${stack} has no tunnel: set target.access.tunnel: true and deploy the first step, or name your own host with --instance and --host`,
    );
  const { instance, host, region, authority } = record(outputs["tunnel"]);
  if (typeof instance !== "string" || typeof host !== "string" || typeof region !== "string" || typeof authority !== "string")
    throw new TunnelError(
      `output tunnel of stack ${stack} lacks instance, host, region or authority: complete the deployment of the first step`,
    );
  return namedDestination({ instance, host, region, authority: Buffer.from(authority, "base64").toString("utf8") });
}
