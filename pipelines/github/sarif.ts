// Run by keep-comment.yml, at the default branch and with Node.js alone: hands the findings of a preview to code scanning, where they
// are about the pull request and about nothing else.
import { gzipSync } from "node:zlib";
import { RefusedRequest, TooLarge } from "../programs/limited-fetch.ts";
import { RefusedText } from "../programs/safe-markdown.ts";
import { largestSarif, safeSarif } from "../programs/safe-sarif.ts";
import { gitHub } from "./api.ts";
import { pullRequestOf, readPreviewRun, uploadedFile } from "./preview-run.ts";

const api = gitHub(process.env);
const run = readPreviewRun(process.env);
const pull = await pullRequestOf(api, run);
try {
  const bytes = pull === undefined ? undefined : await uploadedFile(api, run.id, "diff.sarif", largestSarif);
  if (bytes) {
    const sarif = gzipSync(safeSarif(bytes)).toString("base64");
    await api.send("POST", "/code-scanning/sarifs", { commit_sha: run.headSha, ref: `refs/pull/${pull}/head`, sarif });
    console.log(`pull request ${pull}: handed over the findings`);
  } else console.log(`no open pull request with findings has ${run.headSha} as its head: nothing to hand over`);
} catch (error) {
  // A private repository without code scanning is no reason for a red check; a stranger's bad file is none either.
  if (error instanceof RefusedRequest && error.status === 403)
    console.log(`::notice::code scanning is not open to this repository: ${error.message}`);
  else if (error instanceof RefusedText || error instanceof TooLarge)
    console.log(`::warning::the findings are not handed over: ${error.message}`);
  else throw error;
}
