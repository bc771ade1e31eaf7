import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

export interface Comment {
  id: number;
  issue: number;
  body: string;
  user: { login: string; type: string };
}
export interface Issue {
  number: number;
  title: string;
  body: string;
  state: string;
  user: { login: string };
}
export interface Pull {
  number: number;
  state: string;
  head: { ref: string; sha: string; repo: { full_name: string } };
}

/** What of GitHub's REST API the workflows talk to, on loopback. A token may do what the permissions of its job allow, and no more. */
export interface GitHubServer {
  url: string;
  /** A token for a job with these permissions. */
  token(permissions: Record<string, string>): string;
  pulls: Pull[];
  comments: Comment[];
  issues: Issue[];
  /** Files by run and name; the newest is the last. */
  artifacts: { id: number; run: number; name: string; bytes: Uint8Array }[];
  sarifs: { commit_sha: string; ref: string; sarif: unknown }[];
  /** Requests that were refused, for example `403 POST /issues`. */
  refused: string[];
  close(): Promise<void>;
}

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const bot = { login: "github-actions[bot]", type: "Bot" };

/** Starts a server that knows one repository, `keeper/keep`. */
export async function startGitHub(): Promise<GitHubServer> {
  const tokens = new Map<string, Record<string, string>>();
  const known: Omit<GitHubServer, "url" | "token" | "close"> = {
    pulls: [],
    comments: [],
    issues: [],
    artifacts: [],
    sarifs: [],
    refused: [],
  };
  let next = 100;

  function answer(method: string, url: URL, headers: IncomingMessage["headers"], body: Record<string, string>): unknown {
    const permissions = tokens.get((headers.authorization ?? "").replace("Bearer ", "")) ?? {};
    const may = (right: string, ...scopes: string[]) => {
      if (!scopes.some((one) => permissions[one] === right || permissions[one] === "write"))
        throw new Refused(403, "Resource not accessible");
    };
    const path = url.pathname.replace("/repos/keeper/keep", "");
    const query = url.searchParams;
    const paged = (all: unknown[]) => all.slice((Number(query.get("page")) - 1) * 100, Number(query.get("page")) * 100);
    const [, first, second = "", third] = path.split("/");
    if (method === "GET" && path === "/pulls") {
      may("read", "pull-requests");
      const head = ({ head: { ref, repo } }: Pull) => `${repo.full_name.split("/")[0]}:${ref}`;
      return paged(known.pulls.filter((one) => one.state === query.get("state") && head(one) === query.get("head")));
    }
    if (method === "GET" && first === "actions" && second === "runs") {
      may("read", "actions");
      const found = known.artifacts.filter(({ run, name }) => run === Number(third) && name === query.get("name"));
      return { artifacts: paged(found.map(({ id, name, bytes }) => ({ id, name, size_in_bytes: bytes.length }))) };
    }
    if (method === "POST" && path === "/code-scanning/sarifs") {
      may("write", "security-events");
      const sarif = JSON.parse(gunzipSync(Buffer.from(body["sarif"] ?? "", "base64")).toString());
      known.sarifs.push({ commit_sha: body["commit_sha"]!, ref: body["ref"]!, sarif });
      return {};
    }
    if (method === "GET" && path === "/issues") {
      may("read", "issues");
      return paged(known.issues.filter((one) => one.state === query.get("state") && one.user.login === query.get("creator")));
    }
    if ((body["body"]?.length ?? 0) > 65_536) throw new Refused(422, "body is too long");
    if (method === "POST" && path === "/issues") {
      may("write", "issues");
      known.issues.push({ number: next++, title: body["title"]!, body: body["body"]!, state: "open", user: bot });
      return {};
    }
    if (first === "issues" && second === "comments" && method === "PATCH") {
      may("write", "issues", "pull-requests");
      const comment = known.comments.find(({ id }) => id === Number(third));
      if (!comment || comment.user.login !== bot.login) throw new Refused(403, "not the author");
      comment.body = body["body"]!;
      return {};
    }
    if (first === "issues" && third === "comments") {
      may(method === "GET" ? "read" : "write", "issues", "pull-requests");
      if (method === "GET") return paged(known.comments.filter(({ issue }) => issue === Number(second)));
      known.comments.push({ id: next++, issue: Number(second), body: body["body"]!, user: bot });
      return {};
    }
    if (first === "issues" && method === "PATCH") {
      may("write", "issues");
      Object.assign(known.issues.find((one) => one.number === Number(second)) ?? {}, body);
      return {};
    }
    throw new Refused(404, "Not Found");
  }

  const server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const blob = /\/blob\/(\d+)$/.exec(url.pathname);
    const download = /\/actions\/artifacts\/(\d+)\/zip$/.exec(url.pathname);
    if (blob) return void response.end(known.artifacts.find(({ id }) => id === Number(blob[1]))?.bytes);
    if (download) return void response.writeHead(302, { location: `/blob/${download[1]}` }).end();
    try {
      const said = answer(request.method ?? "", url, request.headers, parts.length > 0 ? JSON.parse(Buffer.concat(parts).toString()) : {});
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(said));
    } catch (error) {
      const status = error instanceof Refused ? error.status : 500;
      known.refused.push(`${status} ${request.method} ${url.pathname}`);
      response.writeHead(status).end(JSON.stringify({ message: String(error) }));
    }
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  return {
    ...known,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: (permissions) => {
      const token = `token-${tokens.size}`;
      tokens.set(token, permissions);
      return token;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
