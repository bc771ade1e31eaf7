import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { Issuer } from "../charts/front-door/certificates.ts";

/** Something that answers by TLS as a cluster's endpoint does. */
export interface ClusterEndpoint {
  /** Port of 127.0.0.1. */
  port: number;
  /** Certificate of its authority, PEM. */
  authority: string;
  stop(): void;
}

export const host = "0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com";

/** Starts one whose certificate bears `name`; authority and key lie in `folder`. */
export async function startClusterEndpoint(folder: string, name = host): Promise<ClusterEndpoint> {
  const issuer = new Issuer(folder, "cluster");
  const { cert, key } = issuer.issue({ names: [`DNS:${name}`], usage: "serverAuth" });
  const server = createServer({ cert, key }, (_request, response) => void response.end('{"major":"1"}'));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    authority: issuer.cert,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
