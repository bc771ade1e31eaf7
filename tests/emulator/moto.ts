import { type ChildProcess, spawn } from "node:child_process";
import { access } from "node:fs/promises";
import { join, resolve } from "node:path";

/** A running moto: an AWS API on loopback, whose resources live in its memory. */
export interface Moto {
  /** For example `http://127.0.0.1:42455`. */
  url: string;
  /** Calls an API of the JSON protocol and returns its answer, whatever its status. */
  call(service: string, target: string, body?: object): Promise<Record<string, unknown>>;
  /** Status of a request to the S3 API. */
  status(path: string): Promise<number>;
  stop(): void;
}

/**
 * Starts the moto of `dev/emulator/install` on a free port of 127.0.0.1.
 * @throws Error saying how to get it, or what it printed when it would not start
 */
export async function startMoto(region: string): Promise<Moto> {
  const folder = resolve(process.env["MODELKEEP_MOTO"] ?? ".engine/moto");
  const program = join(folder, "bin", "moto_server");
  await access(program).catch(() => {
    throw new Error(`there is no moto in ${folder}; dev/emulator/install puts it there, or set MODELKEEP_MOTO`);
  });
  const server = spawn(program, ["-H", "127.0.0.1", "-p", "0"], {
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await addressOf(server);
  return {
    url,
    call: async (service, target, body = {}) => {
      // Moto reads the service and the region from the scope of the signature, and does not check the signature.
      const Authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
      const headers = { Authorization, "X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.1" };
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
      return (await response.json()) as Record<string, unknown>;
    },
    status: async (path) => (await fetch(`${url}/${path}`)).status,
    stop: () => server.kill(),
  };
}

/** The address that the server prints once it listens. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let printed = "";
    const read = (chunk: Buffer) => {
      printed += chunk;
      const url = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(printed)?.[1];
      if (url) found(url);
    };
    // Requests are logged for as long as it runs, so both pipes have to be read to the end.
    server.stdout?.on("data", read);
    server.stderr?.on("data", read);
    server.once("error", failed);
    server.once("exit", (code) => failed(new Error(`moto ended with ${code}: ${printed}`)));
  });
}
