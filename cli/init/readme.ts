import type { NewProject } from "./new-project.ts";

const deploying: Readonly<Record<NewProject["answers"]["target"], string>> = {
  eks: "`node_modules/modelkeep/docs/deploy.md` has every command from an empty account to a served model",
  existing: "`node_modules/modelkeep/docs/existing-cluster.md` has every command",
  laptop: "`node_modules/modelkeep/docs/first-answer.md` has every command",
};

/** The README of a new project: one page. */
export function readme({ name, stack, answers: { target }, forge }: Omit<NewProject, "from">): string {
  const pipelines = forge
    ? `\nThe pipelines in this repository comment on each change, deploy an approved plan and detect drift. What to configure first, and what each
job may do: \`node_modules/modelkeep/docs/pull-requests.md\`.\n`
    : "\nPipelines that comment on each change, deploy and detect drift: `npx modelkeep ci init github`, or `gitlab`.\n";
  return `# ${name}

An open-weight model, hosted privately by [modelkeep](https://www.npmjs.com/package/modelkeep).

- \`Pulumi.${stack}.yaml\`: all settings of the keep; editors complete them from the JSON Schema.
- \`index.js\`: the two-line program; \`deployKeep({ transforms })\` accepts Pulumi transforms.
- \`package.json\`, \`package-lock.json\`: the kit and the Pulumi SDKs, at exact versions.

\`\`\`
npm ci                                       # once
npx modelkeep preview                        # whether it fits, for whom, at what cost; results of policies and proofs
npx modelkeep evidence --out evidence        # the report for reviewers and approvers
npx modelkeep policies                       # the rules; \`policies init DIR\` starts a pack of your own
npx modelkeep diff main .                    # what a change does to the keep
npx modelkeep upgrade                        # a newer kit: shows what changes before changing anything
pulumi preview --policy-pack node_modules/modelkeep/policies
pulumi up
\`\`\`

The first deployment: ${deploying[target]}.
${pipelines}`;
}
