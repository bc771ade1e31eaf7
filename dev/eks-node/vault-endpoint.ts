import { request } from "node:http";
import { createServer, type Server } from "node:https";
import type { Identity } from "../sandbox/certificates.ts";

/** Takes the part of S3's endpoint in the VPC: TLS by the bucket's own name, in front of an S3 service of this machine. */
export function vaultEndpoint({ cert, key }: Identity, service: URL): Server {
  return createServer({ cert, key, keepAliveTimeout: 0 }, (from, to) => {
    const onward = request(service, { path: from.url, method: from.method, headers: from.headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(to);
    });
    onward.on("error", () => to.destroy());
    from.pipe(onward);
  });
}
