import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handshake } from "../../tunnel/handshake.ts";
import { limits } from "../support/limits.ts";
import { type ClusterEndpoint, host, startClusterEndpoint } from "./cluster-endpoint.ts";
import { freePort } from "./free-port.ts";

const shake = (port: number, to: Parameters<typeof handshake>[1]) => handshake(port, to, limits.wait);
let folder: string;
let endpoint: ClusterEndpoint;
let impostor: ClusterEndpoint;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "handshake-"));
  endpoint = await startClusterEndpoint(join(folder, "cluster"));
  impostor = await startClusterEndpoint(join(folder, "impostor"));
});
afterAll(() => {
  endpoint.stop();
  impostor.stop();
  rmSync(folder, { recursive: true });
});

describe("a handshake through the tunnel", () => {
  it("is done with the cluster's endpoint, by its name and its authority", async () => {
    expect(await shake(endpoint.port, { host, authority: endpoint.authority })).toBeUndefined();
    expect(await shake(endpoint.port, { host })).toBeUndefined();
  });

  it("fails for good with another name", { tags: ["handshake-refuses-other-name"] }, async () => {
    for (const authority of [undefined, endpoint.authority])
      await expect(shake(endpoint.port, { host: "other.eks.amazonaws.com", authority })).rejects.toThrow(
        `the server at localhost:${endpoint.port} is not other.eks.amazonaws.com`,
      );
  });

  it("fails for good with another authority, whatever name it bears", { tags: ["handshake-refuses-other-authority"] }, async () => {
    await expect(shake(impostor.port, { host, authority: endpoint.authority })).rejects.toThrow(`is not ${host}`);
  });

  it("is tried again where nothing listens yet, or the far side is not there", async () => {
    expect(await shake(await freePort(), { host })).toBe("ECONNREFUSED");
    const hangsUp = createServer((socket) => void socket.resetAndDestroy());
    await new Promise<void>((done) => hangsUp.listen(0, "localhost", done));
    expect(await shake((hangsUp.address() as AddressInfo).port, { host })).toBe("ECONNRESET");
    hangsUp.close();
  });

  it("fails for good with what does not speak TLS", async () => {
    const http = createServer((socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((done) => http.listen(0, "localhost", done));
    await expect(shake((http.address() as AddressInfo).port, { host })).rejects.toThrow(`is not ${host}`);
    http.close();
  });
});
