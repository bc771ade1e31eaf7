import { checkServerIdentity, connect } from "node:tls";
import type { Destination } from "./destination.ts";
import { TunnelError } from "./tunnel-error.ts";

/** What a tunnel does that is open on this side and not, or not yet, on the other. */
const notYet = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"];

/**
 * Shakes hands by TLS through a port of localhost, once.
 *
 * @param patience how long it may take, in milliseconds
 * @returns undefined where the cluster's endpoint itself answered; otherwise the error's code, for one that may pass
 * @throws TunnelError where something else answered: its certificate bears another name, or is of another authority
 */
export function handshake(
  port: number,
  { host, authority }: Pick<Destination, "host" | "authority">,
  patience = 5000,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    // Without the authority its name is all that can be checked; who connects by the kubeconfig checks the authority as well.
    const trust = authority === undefined ? { rejectUnauthorized: false } : { ca: authority };
    const socket = connect({ host: "localhost", port, servername: host, ...trust }, () => {
      const wrong = checkServerIdentity(host, socket.getPeerCertificate());
      socket.destroy();
      if (wrong) reject(somebodyElse(port, host, wrong.message));
      else resolve(undefined);
    });
    socket.setTimeout(patience, () => socket.destroy(Object.assign(new Error("no answer"), { code: "ETIMEDOUT" })));
    socket.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      if (code !== undefined && notYet.includes(code)) resolve(code);
      else reject(somebodyElse(port, host, message));
    });
  });
}

const somebodyElse = (port: number, host: string, why: string) =>
  new TunnelError(`what answers at port ${port} of localhost is not ${host}: ${why}`);
