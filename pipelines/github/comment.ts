// Run by keep-comment.yml, on the default branch and with Node.js only: posts the result of a pull request's preview as one comment.
import { largestMarkdown, previewComment } from "../programs/preview-comment.ts";
import { diffMarker } from "../programs/safe-markdown.ts";
import { gitHub } from "./api.ts";
import { pullRequestOf, readPreviewRun, uploadedFile } from "./preview-run.ts";

interface Comment {
  id: number;
  body: string;
  user: { login: string; type: string } | null;
}

const api = gitHub(process.env);
const run = readPreviewRun(process.env);
const pull = await pullRequestOf(api, run);
if (pull === undefined) {
  console.log(`no open pull request has ${run.headSha} as its head: nothing to comment`);
} else {
  const body = await previewComment({ commit: run.headSha, passed: run.conclusion === "success", log: run.url }, () =>
    uploadedFile(api, run.id, "diff.md", largestMarkdown),
  );
  // Anyone can write the marker, but only the workflow comments as this account.
  const own = (one: Comment) => one.user?.login === "github-actions[bot]" && one.user.type === "Bot" && one.body.startsWith(diffMarker);
  const earlier = (await api.list<Comment>(`/issues/${pull}/comments`)).find(own);
  if (earlier) await api.send("PATCH", `/issues/comments/${earlier.id}`, { body });
  else await api.send("POST", `/issues/${pull}/comments`, { body });
  console.log(`pull request ${pull}: ${earlier ? "updated the comment" : "commented"}`);
}
