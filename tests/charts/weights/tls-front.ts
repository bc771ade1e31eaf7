import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { limits } from "../../support/limits.ts";

/** A server that speaks TLS in front of one that does not. */
export interface TlsFront {
  /** Where it listens, 127.0.0.1 whatever its certificate says. */
  url: string;
  /** File of its certificate, which no authority but itself has signed. */
  certificate: string;
  stop(): void;
}

/** Starts one in front of `url`, with a certificate for the address `certified`; its key and certificate are written into `folder`. */
export async function startTlsFront(url: string, certified: string, folder: string): Promise<TlsFront> {
  const file = (kind: string) => join(folder, `${certified}.${kind}`);
  const subject = ["-subj", "/CN=vault", "-addext", `subjectAltName=IP:${certified}`];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"];
  execFileSync("openssl", ["req", "-x509", ...kind, ...subject, "-keyout", file("key"), "-out", file("cert")], {
    stdio: "pipe",
    timeout: limits.wait,
  });
  const server = createServer({ key: readFileSync(file("key")), cert: readFileSync(file("cert")), keepAliveTimeout: 0 }, (from, to) => {
    const onward = request(new URL(url), { path: from.url, headers: from.headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(to);
    });
    from.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificate: file("cert"),
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
