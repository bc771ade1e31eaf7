import { readFileSync } from "node:fs";
import { required } from "../programs/required.ts";
import type { GitHub } from "./api.ts";

/** The run of a `workflow_run` event. All fields come from GitHub, except that the author chose the names of branch and repository. */
export interface PreviewRun {
  id: number;
  event: string;
  conclusion: string;
  headSha: string;
  headBranch: string;
  /** `owner/name` of the head repository: a fork, or this one; empty where the fork was deleted. */
  headRepository: string;
  url: string;
}

/** Reads the event from the runner's event file. */
export function readPreviewRun(env: NodeJS.ProcessEnv): PreviewRun {
  const { workflow_run: run } = JSON.parse(readFileSync(required(env, "GITHUB_EVENT_PATH"), "utf8"));
  const { id, event, conclusion, head_sha, head_branch, head_repository, html_url } = run;
  return {
    id,
    event,
    conclusion,
    headSha: head_sha,
    headBranch: head_branch,
    headRepository: head_repository?.full_name ?? "",
    url: html_url,
  };
}

interface Pull {
  number: number;
  head: { sha: string; repo: { full_name: string } | null };
}

/**
 * The open pull request whose head the run previewed, according to GitHub. A number reported by the run itself is not trusted.
 *
 * @returns undefined where its head is a newer commit, where it was closed, or where several match
 */
export async function pullRequestOf(api: GitHub, run: PreviewRun): Promise<number | undefined> {
  const owner = run.headRepository.split("/")[0] ?? "";
  const head = encodeURIComponent(`${owner}:${run.headBranch}`);
  const pulls = await api.list<Pull>(`/pulls?state=open&head=${head}`);
  const same = pulls.filter(({ head: { sha, repo } }) => sha === run.headSha && repo?.full_name === run.headRepository);
  return same.length === 1 ? same[0]?.number : undefined;
}

interface Artifact {
  id: number;
  name: string;
}

/**
 * The newest file that a run uploaded under a name: the workflow uploads files, not archives, so there is nothing to unpack.
 *
 * @param limit bytes
 * @returns undefined where there is none
 * @throws TooLarge where it is larger
 */
export async function uploadedFile(api: GitHub, run: number, name: string, limit: number): Promise<Uint8Array | undefined> {
  const found = await api.list<Artifact>(`/actions/runs/${run}/artifacts?name=${encodeURIComponent(name)}`, "artifacts");
  const newest = found.filter((one) => one.name === name).sort((a, b) => b.id - a.id)[0];
  if (!newest) return undefined;
  return api.bytes(`/actions/artifacts/${newest.id}/zip`, limit);
}
