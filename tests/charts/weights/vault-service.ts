import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Moto, startMoto } from "../../emulator/moto.ts";

/** Credentials as the Pod Identity agent gives them. */
export interface GivenCredentials {
  AccessKeyId: string;
  SecretAccessKey: string;
  Token: string;
  Expiration: string;
}

/** A connection that has long been idle stays open: a loader that comes back to it late must not find it closed. */
const listen = (server: Server) =>
  new Promise<number>((done) =>
    Object.assign(server, { keepAliveTimeout: 0 }).listen(0, "127.0.0.1", () => done((server.address() as AddressInfo).port)),
  );

/** What goes wrong with one request, if anything. */
export type Fault = { answer: number; code: string } | { cutAfter: number } | { header: [name: string, value: string] } | undefined;

/** An S3 that checks signatures, with a wire on which things go wrong, and a Pod Identity agent. */
export interface VaultService {
  moto: Moto;
  /** Of the role that reads the bucket. */
  credentials: GivenCredentials;
  /** Where the loader finds S3. */
  endpoint: string;
  /** Where it finds the agent. */
  agent: string;
  /** Requests of objects since the last `reset`. */
  requests: { path: string; range: string; key: string }[];
  /** Requests of credentials. */
  asked: () => number;
  /** Decides what goes wrong with the n-th request, from 0. */
  fault: (decide: (n: number) => Fault) => void;
  /** Changes what the agent gives; a number is the status it refuses with. */
  give: (next: (n: number, credentials: GivenCredentials) => GivenCredentials | number) => void;
  put: (key: string, body: Buffer) => Promise<void>;
  remove: (key: string) => Promise<void>;
  reset: () => void;
  stop: () => void;
}

export const agentToken = "token-of-the-pod";

/** Says which service a request is for; moto does not judge it before it is told to. */
const scope = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

async function query(moto: Moto, service: string, fields: Record<string, string>): Promise<string> {
  const Authorization = scope(service);
  const response = await fetch(moto.url, { method: "POST", headers: { Authorization }, body: new URLSearchParams(fields) });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

/** A role that reads one bucket, as the keep's own does, and its temporary credentials. */
async function readerCredentials(moto: Moto, bucket: string): Promise<GivenCredentials> {
  const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const trust = document({ Effect: "Allow", Principal: { Service: "pods.eks.amazonaws.com" }, Action: "sts:AssumeRole" });
  const version = { Version: "2010-05-08", RoleName: "reader" };
  await query(moto, "iam", { ...version, Action: "CreateRole", AssumeRolePolicyDocument: trust });
  const PolicyDocument = document({ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${bucket}/*` });
  await query(moto, "iam", { ...version, Action: "PutRolePolicy", PolicyName: "reads", PolicyDocument });
  const assume = {
    Version: "2011-06-15",
    Action: "AssumeRole",
    RoleArn: "arn:aws:iam::123456789012:role/reader",
    RoleSessionName: "loader",
  };
  const given = await query(moto, "sts", assume);
  const field = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(given)?.[1] ?? "";
  const credentials = { AccessKeyId: field("AccessKeyId"), SecretAccessKey: field("SecretAccessKey"), Token: field("SessionToken") };
  return { ...credentials, Expiration: new Date(Date.now() + 86_400_000).toISOString() };
}

/** Sends a request on to moto as it is, and its answer back, unless something is to go wrong. */
function forward(target: URL, from: IncomingMessage, to: ServerResponse, fault: Fault): void {
  if (fault && "answer" in fault) {
    to.writeHead(fault.answer, { "content-type": "application/xml" }).end(`<Error><Code>${fault.code}</Code></Error>`);
    return;
  }
  const onward = request(target, { path: from.url, method: from.method, headers: from.headers }, (answer) => {
    const changed = fault && "header" in fault ? { [fault.header[0]]: fault.header[1] } : {};
    to.writeHead(answer.statusCode ?? 500, { ...answer.headers, ...changed });
    if (!fault || !("cutAfter" in fault)) return void answer.pipe(to);
    let left = fault.cutAfter;
    answer.on("data", (chunk: Buffer) => {
      if (left > 0) to.write(chunk.subarray(0, left));
      left -= chunk.length;
      if (left <= 0) to.socket?.destroySoon();
    });
  });
  onward.on("error", () => to.destroy());
  from.pipe(onward);
}

export async function startVaultService(bucket: string): Promise<VaultService> {
  const moto = await startMoto("us-east-1");
  await fetch(`${moto.url}/${bucket}`, { method: "PUT" });
  const credentials = await readerCredentials(moto, bucket);
  const requests: VaultService["requests"] = [];
  let fault: (n: number) => Fault = () => undefined;
  let give: (n: number, credentials: GivenCredentials) => GivenCredentials | number = (_, given) => given;
  let asked = 0;
  const s3 = createServer((from, to) => {
    const key = /Credential=([^/]+)/.exec(from.headers.authorization ?? "")?.[1] ?? "";
    forward(new URL(moto.url), from, to, fault(requests.length));
    requests.push({ path: from.url ?? "", range: from.headers.range ?? "", key });
  });
  const agent = createServer((from, to) => {
    const given = from.headers.authorization === agentToken ? give(asked, credentials) : 403;
    asked += 1;
    if (typeof given === "number") to.writeHead(given).end("no");
    else to.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(given));
  });
  // From here on moto judges every request: its signature, and what the role may do.
  const judging = (on: boolean) => fetch(`${moto.url}/moto-api/reset-auth`, { method: "POST", body: on ? "0" : "inf" });
  const unjudged = async (key: string, init: RequestInit) => {
    await judging(false);
    const response = await fetch(`${moto.url}/${bucket}/${key}`, { ...init, headers: { Authorization: scope("s3") } });
    const said = await response.text();
    await judging(true);
    if (!response.ok) throw new Error(`${init.method} ${key}: ${response.status} ${said}`);
  };
  return {
    moto,
    credentials,
    endpoint: `http://127.0.0.1:${await listen(s3)}`,
    agent: `http://127.0.0.1:${await listen(agent)}/v1/credentials`,
    requests,
    asked: () => asked,
    fault: (decide) => {
      fault = decide;
    },
    give: (next) => {
      give = next;
    },
    put: (key, body) => unjudged(key, { method: "PUT", body: new Uint8Array(body) }),
    remove: (key) => unjudged(key, { method: "DELETE" }),
    reset: () => {
      requests.length = 0;
      asked = 0;
      fault = () => undefined;
      give = (_, given) => given;
    },
    stop: () => {
      moto.stop();
      for (const server of [s3, agent]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}
