import { allPages, jsonRequest } from "../programs/json-request.ts";
import { type LimitedBytes, limitedFetch } from "../programs/limited-fetch.ts";
import { required } from "../programs/required.ts";

/** GitHub's REST API, for the repository that a workflow belongs to. */
export interface GitHub {
  get<T>(path: string): Promise<T>;
  /** All entries of a list; `key` names it where the response is an object. */
  list<T>(path: string, key?: string): Promise<T[]>;
  send<T>(method: "POST" | "PATCH", path: string, body: unknown): Promise<T>;
  bytes: LimitedBytes;
}

/**
 * The API, configured from the runner's environment: `GITHUB_API_URL`, `GITHUB_REPOSITORY`, and the token that the workflow passes as
 * `GITHUB_TOKEN`. Paths are relative to `/repos/OWNER/NAME`.
 */
export function gitHub(env: NodeJS.ProcessEnv): GitHub {
  const base = `${required(env, "GITHUB_API_URL")}/repos/${required(env, "GITHUB_REPOSITORY")}`;
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${required(env, "GITHUB_TOKEN")}`,
    "user-agent": "modelkeep",
    "x-github-api-version": "2022-11-28",
  };
  const get = <T>(path: string) => jsonRequest<T>("GET", base + path, headers);
  return {
    get,
    list: <T>(path: string, key?: string) =>
      allPages<T>(async (n) => {
        const answer = await get<T[] | Record<string, T[]>>(`${path}${path.includes("?") ? "&" : "?"}per_page=100&page=${n}`);
        return (Array.isArray(answer) ? answer : answer[key ?? ""]) ?? [];
      }),
    send: (method, path, body) => jsonRequest(method, base + path, headers, body),
    bytes: (path, limit) => limitedFetch(base + path, headers, limit),
  };
}
