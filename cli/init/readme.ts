import type { NewProject } from "./new-project.ts";

const deploying: Readonly<Record<NewProject["answers"]["target"], string>> = {
  eks: "`node_modules/modelkeep/docs/deploy.md` has every command from an empty account to a served model",
  existing: "`node_modules/modelkeep/docs/existing-cluster.md` has every command",
  laptop: "`node_modules/modelkeep/docs/first-answer.md` has every command",
};

/** The README of a new project: one page. */
export function readme({ name, stack, answers: { target }, forge }: Omit<NewProject, "from">): string {
  const pipelines = forge
    ? `\nThe pipelines that are written here comment on each change, deploy an approved plan and look for drift; what to set first, and what each
job may do: \`node_modules/modelkeep/docs/pull-requests.md\`.\n`
    : "\nPipelines that comment on each change, deploy and look for drift: `npx modelkeep ci init github`, or `gitlab`.\n";
  return `# ${name}

An open-weight model, hosted privately by [modelkeep](https://www.npmjs.com/package/modelkeep).

- \`Pulumi.${stack}.yaml\`: all that there is to decide; an editor completes it.
- \`index.js\`: the program, two lines; \`deployKeep({ transforms })\` takes Pulumi transforms.
- \`package.json\`, \`package-lock.json\`: the kit and the SDKs of Pulumi, at exact versions.

\`\`\`
npm ci                                       # once
npx modelkeep preview                        # does it fit, for whom, at what cost, what do policies and proofs say
npx modelkeep evidence --out evidence        # the page for those who approve
npx modelkeep policies                       # the rules; \`policies init DIR\` starts a pack of your own
npx modelkeep diff main .                    # what a change does to the keep
npx modelkeep upgrade                        # a newer kit: shows what it changes before anything is changed
pulumi preview --policy-pack node_modules/modelkeep/policies
pulumi up
\`\`\`

The first deployment: ${deploying[target]}.
${pipelines}`;
}
