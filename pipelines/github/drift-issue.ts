// Run by keep-drift.yml, with Node.js only: keeps one issue open while any stack differs from its program, and closes it otherwise.
import { driftIssue, driftMarker, driftTitle, largestReport, readDrift } from "../programs/drift-issue.ts";
import { required } from "../programs/required.ts";
import { gitHub } from "./api.ts";
import { uploadedFile } from "./preview-run.ts";

interface Issue {
  number: number;
  body: string | null;
  pull_request?: unknown;
}

const env = process.env;
const api = gitHub(env);
const run = Number(required(env, "GITHUB_RUN_ID"));
const stacks: string[] = JSON.parse(required(env, "STACKS"));
const drifts = [];
for (const stack of stacks) drifts.push(readDrift(stack, await uploadedFile(api, run, `drift-${stack}.txt`, largestReport)));

const log = `${required(env, "GITHUB_SERVER_URL")}/${required(env, "GITHUB_REPOSITORY")}/actions/runs/${run}`;
const body = driftIssue(drifts, log);
const issues = await api.list<Issue>("/issues?state=open&creator=github-actions%5Bbot%5D");
const open = issues.filter((one) => !one.pull_request && one.body?.startsWith(driftMarker));

const [first] = open;
if (body === undefined) {
  for (const { number } of open) {
    await api.send("POST", `/issues/${number}/comments`, { body: `No drift any more: [the run](${log}).` });
    await api.send("PATCH", `/issues/${number}`, { state: "closed", state_reason: "completed" });
  }
} else if (first) await api.send("PATCH", `/issues/${first.number}`, { title: driftTitle, body });
else await api.send("POST", "/issues", { title: driftTitle, body });
for (const { stack, state } of drifts) console.log(`${stack}: ${state}`);
