import { checkServerIdentity, connect } from "node:tls";
import type { Destination } from "./destination.ts";
import { TunnelError } from "./tunnel-error.ts";

/** Error codes of a tunnel that is open locally but not, or not yet, at the other end. */
const notYet = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"];

/**
 * Attempts one TLS handshake through a local port.
 *
 * @param patience how long it may take, in milliseconds
 * @returns undefined where the cluster's endpoint itself answered; otherwise the code of a transient error
 * @throws TunnelError where something else answered: its certificate has another name, or is from another CA
 */
export function handshake(
  port: number,
  { host, authority }: Pick<Destination, "host" | "authority">,
  patience = 5000,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    // Without the CA only the name can be checked; a client with the kubeconfig checks the CA as well.
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

const somebodyElse = (port: number, host: string, why: string) => new TunnelError(`the server at localhost:${port} is not ${host}: ${why}`);
