import { allPages, jsonRequest } from "../programs/json-request.ts";
import { type LimitedBytes, limitedFetch } from "../programs/limited-fetch.ts";
import { required } from "../programs/required.ts";

/** GitLab's REST API; paths are relative to `/api/v4`. */
export interface GitLab {
  /** Path of the project that the pipeline belongs to: `/projects/ID`. */
  project: string;
  get<T>(path: string): Promise<T>;
  list<T>(path: string): Promise<T[]>;
  send<T>(method: "POST" | "PUT", path: string, body: unknown): Promise<T>;
  bytes: LimitedBytes;
}

/** The API, configured from the runner's environment and `MODELKEEP_TOKEN`, which only protected branches get. */
export function gitLab(env: NodeJS.ProcessEnv): GitLab {
  const base = required(env, "CI_API_V4_URL");
  const headers = { "private-token": required(env, "MODELKEEP_TOKEN") };
  const get = <T>(path: string) => jsonRequest<T>("GET", base + path, headers);
  return {
    project: `/projects/${required(env, "CI_PROJECT_ID")}`,
    get,
    list: <T>(path: string) => allPages<T>((n) => get(`${path}${path.includes("?") ? "&" : "?"}per_page=100&page=${n}`)),
    send: (method, path, body) => jsonRequest(method, base + path, headers, body),
    bytes: (path, limit) => limitedFetch(base + path, headers, limit),
  };
}
