import { frontDoorPort, socketPath } from "../names.ts";

/** Where the front door finds things; a test puts them elsewhere. All are absolute paths but address and port. */
export interface FrontDoorPaths {
  address: string;
  port: number;
  /** Folder with bootstrap and SDS files. */
  config: string;
  /** Folder with `tls.crt` and `tls.key` of the server. */
  server: string;
  /** Folder with {@link authorityFile}. */
  clientCa: string;
  /** vLLM's socket. */
  socket: string;
}

/** Where things are in the pod. */
export const podPaths: FrontDoorPaths = {
  address: "0.0.0.0",
  port: frontDoorPort,
  config: "/etc/modelkeep/front-door",
  server: "/etc/modelkeep/server",
  clientCa: "/etc/modelkeep/client-ca",
  socket: socketPath,
};

/** Files in the folder `config`; of the clients one for each entrance. */
export const configFiles = {
  bootstrap: "bootstrap.json",
  server: "server.json",
  clients: (entrance: string): string => `clients-${entrance}.json`,
} as const;

/** The authority of the clients' certificates and its list of revoked ones, PEM, one after the other; several of each during a rotation. */
export const authorityFile = "ca.pem";

/** File that states whether the server behind a socket ends: a number from 0 to 1. */
export const endingFile = (socket: string): string => `${socket}.ending`;
