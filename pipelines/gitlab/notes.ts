// Run by a schedule of the default branch, with Node.js only: posts the result of the newest preview of every open merge request as one
// note. A merge request's own pipeline must not get the token for that: anyone who can push a branch can print its job variables.
import { RefusedRequest } from "../programs/limited-fetch.ts";
import { largestMarkdown, previewComment } from "../programs/preview-comment.ts";
import { required } from "../programs/required.ts";
import { diffMarker } from "../programs/safe-markdown.ts";
import { gitLab } from "./api.ts";

interface MergeRequest {
  iid: number;
  sha: string;
  head_pipeline?: { id: number; sha: string; project_id: number } | null;
}
interface Job {
  id: number;
  name: string;
  status: string;
  web_url: string;
}
interface Note {
  id: number;
  body: string;
  author: { id: number };
}

const api = gitLab(process.env);
const branch = encodeURIComponent(required(process.env, "CI_DEFAULT_BRANCH"));
const { id: self } = await api.get<{ id: number }>("/user");
const open = await api.list<MergeRequest>(`${api.project}/merge_requests?state=opened&target_branch=${branch}`);
let failed = 0;
for (const { iid } of open) {
  try {
    console.log(`!${iid}: ${await say(iid)}`);
  } catch (error) {
    // A merge request that cannot be read, such as one from a private fork, must not keep the others from getting notes.
    failed++;
    console.log(`!${iid}: ${error instanceof Error ? error.message : error}`);
  }
}
if (failed > 0) process.exitCode = 1;

async function say(iid: number): Promise<string> {
  const { sha, head_pipeline: pipeline } = await api.get<MergeRequest>(`${api.project}/merge_requests/${iid}`);
  if (!pipeline || pipeline.sha !== sha) return "its newest commit has no pipeline yet";
  const project = `/projects/${pipeline.project_id}`;
  const jobs = await api.list<Job>(`${project}/pipelines/${pipeline.id}/jobs`);
  const job = jobs.filter(({ name }) => name === "keep:preview").sort((a, b) => b.id - a.id)[0];
  if (!job || !["success", "failed"].includes(job.status)) return "its preview has not finished";
  const read = async () => {
    try {
      return await api.bytes(`${project}/jobs/${job.id}/artifacts/keep-diff/diff.md`, largestMarkdown);
    } catch (error) {
      if (error instanceof RefusedRequest && error.status === 404) return undefined;
      throw error;
    }
  };
  const body = await previewComment({ commit: sha, passed: job.status === "success", log: job.web_url }, read);
  const notes = await api.list<Note>(`${api.project}/merge_requests/${iid}/notes`);
  const earlier = notes.find(({ author, body: text }) => author.id === self && text.startsWith(diffMarker));
  if (earlier?.body.trim() === body.trim()) return "its note is up to date";
  if (earlier) await api.send("PUT", `${api.project}/merge_requests/${iid}/notes/${earlier.id}`, { body });
  else await api.send("POST", `${api.project}/merge_requests/${iid}/notes`, { body });
  return earlier ? "updated its note" : "wrote its note";
}
