import { spawn } from "node:child_process";
import { once } from "node:events";
import { awsFailure } from "./aws-failure.ts";
import type { Destination } from "./destination.ts";
import { keep } from "./keeper.ts";
import { TunnelError } from "./tunnel-error.ts";

/** A Session Manager session that forwards a local port. */
export interface Session {
  /** Resolves, with the reason, when the session ends without having been closed; never rejects. */
  died: Promise<TunnelError>;
  /** Closes it; resolves when it has no process left. */
  close(): Promise<void>;
}

/** Length of the AWS CLI's output that a message quotes, from the end. */
const shown = 4000;

/** Arguments of the AWS CLI; as JSON because commas and equals signs are special in its shorthand syntax. */
function startSession(port: number, { instance, host, region }: Destination): string[] {
  const parameters = { host: [host], portNumber: ["443"], localPortNumber: [String(port)] };
  return [
    ...["ssm", "start-session", "--target", instance, "--document-name", "AWS-StartPortForwardingSessionToRemoteHost"],
    ...["--parameters", JSON.stringify(parameters), ...(region === undefined ? [] : ["--region", region])],
  ];
}

/** Starts a session through the AWS CLI on PATH. Its port may take some seconds to answer: see `handshake`. */
export function openSession(port: number, to: Destination): Session {
  // The plugin is a child of the AWS CLI and outlives it, so both are ended as a group.
  const aws = spawn("aws", startSession(port, to), { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const keeper = aws.pid === undefined ? undefined : keep(aws.pid);
  let said = "";
  for (const stream of [aws.stdout, aws.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-shown);
    });

  const lastWords = once(aws, "close").catch(() => undefined);
  const died = new Promise<TunnelError>((resolve) => {
    aws.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      const why = code === "ENOENT" ? "the AWS CLI is not installed: aws is not on PATH" : `the AWS CLI cannot be run: ${message}`;
      resolve(new TunnelError(`${why}; to install it see https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html`));
    });
    aws.once("exit", async (status, signal) => {
      // An orphaned plugin would hold the port, and the pipes of its last output.
      await keeper?.end();
      await lastWords;
      resolve(new TunnelError(awsFailure(said, signal ?? `status ${status}`, to)));
    });
  });
  return {
    died,
    async close() {
      await keeper?.end();
    },
  };
}
