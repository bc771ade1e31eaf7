import type { Destination } from "./destination.ts";

type Cause = [words: RegExp, means: (to: Pick<Destination, "instance">) => string];

/**
 * Error messages of the AWS CLI, its plugin and Systems Manager, and what they mean for a tunnel.
 * Sources: awscli/customizations/sessionmanager.py; botocore/exceptions.py; "Troubleshooting Session Manager", Systems Manager user guide.
 */
const causes: Cause[] = [
  [
    /SessionManagerPlugin is not found/i,
    () =>
      "the AWS CLI lacks its Session Manager plugin (session-manager-plugin on PATH): see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html",
  ],
  [
    /locate credentials|NoCredentials|credentials .*(?:expired|not be refreshed)|Expired ?Token|Token has expired|RequestExpired|InvalidClientTokenId|UnrecognizedClient|InvalidGrantException|SSO session|SSO Token|config profile .* could not be found/i,
    () => "the AWS CLI has no valid credentials: log in, until aws sts get-caller-identity shows a role that may open the tunnel",
  ],
  [
    /TargetNotConnected|InvalidInstanceId/i,
    ({ instance }) =>
      `instance ${instance} is not running, has not yet registered with Systems Manager (a new one takes a minute or two), or is in another account or region`,
  ],
  [
    /AccessDenied/i,
    ({ instance }) =>
      `your role is not allowed to open the tunnel: it needs ssm:StartSession on instance ${instance} and on document AWS-StartPortForwardingSessionToRemoteHost`,
  ],
  [/address already in use/i, () => "the local port is in use by now; accepted: a free one with --port"],
  [
    /Could not connect to the endpoint|connect timeout|Failed to connect to proxy|no such host|must specify a region/i,
    () => "the AWS CLI cannot reach Systems Manager from here: check network, proxy, and --region",
  ],
];

/**
 * Explains why a session did not open, or closed.
 *
 * @param said output of the AWS CLI and its plugin; always shown, because it may have more details
 * @param how how the AWS CLI ended, such as `status 254`; used where its message is not recognised
 */
export function awsFailure(said: string, how: string, to: Pick<Destination, "instance">): string {
  const means = causes.find(([words]) => words.test(said))?.[1](to) ?? `the AWS CLI ended with ${how}`;
  const words = said.trim();
  return words === "" ? `${means}, without output` : `${means}\naws said:\n${words.replaceAll(/^/gm, "  ")}`;
}
