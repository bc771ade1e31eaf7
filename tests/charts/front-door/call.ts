import { connect as connectH2, constants } from "node:http2";
import { connect as connectPlain } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from "node:tls";
import type { FrontDoorPaths } from "../../../charts/front-door/paths.ts";
import { limits } from "../../support/limits.ts";
import type { Identity } from "./certificates.ts";

/** Name by which the tests check the server: its Service. */
export const serverName = "model-server.modelkeep-demo-serving.svc";

/** Who calls and how; `prefix` goes out before TLS, as a proxy-protocol header does. */
export interface Caller {
  paths: Pick<FrontDoorPaths, "address" | "port">;
  /** Issuer of the server's certificate. */
  ca: string;
  identity?: Identity | undefined;
  from?: string | undefined;
  prefix?: Buffer | undefined;
  tls?: ConnectionOptions;
  /** Told the caller's own address and port once it is connected: what the log calls `peer`. */
  connected?: (peer: string) => void;
}

/** What came back; status 0 where the connection ended without an answer, with the reason. */
export interface Answer {
  status: number;
  headers: string;
  body: string;
  error: string;
  /** The caller's address and port, by which the log knows it. */
  peer: string;
  /** When it began to connect, as the log writes times: a port comes back after a while, with another caller. */
  began: string;
}

/** A time as the log writes it. */
export const now = (): string => new Date().toISOString();

/** A TLS connection to the front door. Rejects when the handshake fails at this end; TLS 1.3 lets the server refuse later. */
export function open({ paths, ca, identity, from, prefix, tls = {}, connected }: Caller): Promise<TLSSocket> {
  return new Promise((opened, failed) => {
    const plain = connectPlain({ host: paths.address, port: paths.port, ...(from && { localAddress: from }) });
    plain.once("error", failed);
    plain.once("connect", () => {
      connected?.(`${plain.localAddress}:${plain.localPort}`);
      if (prefix) plain.write(prefix);
      try {
        const options = { socket: plain, ca, servername: serverName, ...(identity && identity), ...tls };
        const socket = connectTls(options);
        socket.once("secureConnect", () => opened(socket));
        socket.once("error", failed);
        socket.once("close", () => failed(new Error("closed in the handshake")));
      } catch (error) {
        plain.destroy();
        failed(error);
      }
    });
  });
}

/** Milliseconds for an answer where none, or no second one, may come: too few of them let more pass, and make no test fail. */
const quiet = 250;

/**
 * Writes bytes as they are and reads until the other side closes, or has given a whole answer.
 *
 * @param stays until when a caller stays that may get no answer; it waits a while for a second one as well
 */
export async function raw(caller: Caller, bytes: string | Buffer, stays?: () => Promise<unknown>): Promise<Answer> {
  let socket: TLSSocket;
  const began = now();
  let peer = "";
  const connected = (own: string) => {
    peer = own;
  };
  try {
    socket = await open({ ...caller, connected });
  } catch (error) {
    return { status: 0, headers: "", body: "", error: String(error), peer, began };
  }
  return new Promise((answered, failed) => {
    let text = "";
    let error = "";
    let timer = setTimeout(() => socket.destroy(), limits.wait);
    socket.on("data", (part) => {
      text += part.toString("latin1");
      if (!isWhole(text, String(bytes).startsWith("HEAD "))) return;
      clearTimeout(timer);
      timer = setTimeout(() => socket.destroy(), stays ? quiet : 0);
    });
    stays?.()
      .then(() => pause(quiet))
      .then(() => socket.destroy(), failed);
    socket.on("error", (reason) => {
      error = String(reason);
    });
    socket.on("close", () => {
      clearTimeout(timer);
      const [headers = "", ...body] = text.split("\r\n\r\n");
      answered({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), headers, body: body.join("\r\n\r\n"), error, peer, began });
    });
    socket.write(bytes);
  });
}

/** Whether a text holds an answer of HTTP/1.1 to its end; one that ends with its connection never is whole. */
function isWhole(text: string, ofHead: boolean): boolean {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  if (rest.length === 0) return false;
  if (ofHead || /^HTTP\/1\.1 (1\d\d|204|304)/.test(head)) return true;
  const body = rest.join("\r\n\r\n");
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  return length === undefined ? /(^|\r\n)0\r\n\r\n$/.test(body) : body.length >= Number(length);
}

/** An HTTP/1.1 request with this request target, to the letter. */
export const http1 = (caller: Caller, method: string, target: string, headers: Record<string, string> = {}, body = ""): Promise<Answer> => {
  const lines = { host: "model", connection: "close", ...(body && { "content-length": String(Buffer.byteLength(body)) }), ...headers };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  return raw(caller, `${method} ${target} HTTP/1.1\r\n${head.join("")}\r\n${body}`);
};

/**
 * An HTTP/2 request with these pseudo-headers and headers.
 *
 * @param stays until when a caller stays that may get no answer, not even the end of its connection
 */
export async function http2(caller: Caller, headers: Record<string, string>, body = "", stays?: () => Promise<unknown>): Promise<Answer> {
  const began = now();
  let peer = "";
  const connected = (own: string) => {
    peer = own;
  };
  const socket = await open({ ...caller, connected, tls: { ...caller.tls, ALPNProtocols: ["h2"] } });
  const session = connectH2("https://model", { createConnection: () => socket });
  return new Promise((answered, failed) => {
    let status = 0;
    let text = "";
    const end = (error = "") => {
      session.destroy();
      answered({ status, headers: "", body: text, error, peer, began });
    };
    session.on("error", (error) => end(String(error)));
    const stream = session.request(headers, { endStream: body === "" });
    stream.on("response", (answer) => {
      status = Number(answer[constants.HTTP2_HEADER_STATUS]);
    });
    stream.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    stream.on("error", (error) => end(String(error)));
    stream.on("close", () => end());
    if (body) stream.end(body);
    stays?.().then(() => end("no answer"), failed);
  });
}

/** A proxy-protocol header of version 2 for TCP over IPv4, with the type-length-values given (the spec: haproxy.org, proxy-protocol.txt). */
export function proxyHeader(source: string, values: readonly { type: number; value: Buffer }[] = []): Buffer {
  const address = (text: string) => Buffer.from(text.split(".").map(Number));
  const ports = Buffer.from([0x9c, 0x40, 0x01, 0xbb]);
  const tlvs = values.map(({ type, value }) => Buffer.concat([Buffer.from([type, value.length >> 8, value.length & 0xff]), value]));
  const rest = Buffer.concat([address(source), address("10.64.0.5"), ports, ...tlvs]);
  const signature = Buffer.from("0d0a0d0a000d0a515549540a", "hex");
  return Buffer.concat([signature, Buffer.from([0x21, 0x11, rest.length >> 8, rest.length & 0xff]), rest]);
}
