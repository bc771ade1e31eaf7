// Run by keep-comment.yml, on the default branch and with Node.js only: uploads the findings of a preview to code scanning, for the
// pull request only.
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
    console.log(`pull request ${pull}: uploaded the findings`);
  } else console.log(`no open pull request with findings has ${run.headSha} as its head: nothing to upload`);
} catch (error) {
  // A private repository without code scanning must not fail the check, nor must an invalid file from an untrusted run.
  if (error instanceof RefusedRequest && error.status === 403)
    console.log(`::notice::code scanning is not available for this repository: ${error.message}`);
  else if (error instanceof RefusedText || error instanceof TooLarge)
    console.log(`::warning::the findings were not uploaded: ${error.message}`);
  else throw error;
}
