import type { CiSettings, Forge } from "./written-files.ts";

/**
 * What has to be configured before the pipelines do more than preview; docs/pull-requests.md has the details. @param page path of a
 * documentation page, by its name
 */
export function nextSteps(forge: Forge, { stacks, branch }: CiSettings, page: (name: string) => string): string {
  const pairs = stacks.map((stack) => `${stack}-plan, ${stack}`).join("; ");
  const github = [
    `Pull requests are previewed from now on. To deploy, configure in the repository (${page("pull-requests.md")}):`,
    `1. environments ${pairs}: each restricted to branch ${branch}, the second of each pair with required reviewers`,
    "2. in each environment the variables MODELKEEP_STATE (as for pulumi login), MODELKEEP_ROLE (ARN; read-only in -plan) and",
    "   MODELKEEP_REGION; the secret PULUMI_CONFIG_PASSPHRASE if the stack's secrets provider is a passphrase",
    "3. the repository variable MODELKEEP_RUNNER: label of a runner that reaches the cluster, if GitHub's do not",
    "4. the repository variable MODELKEEP_DEPLOY=on",
  ];
  const gitlab = [
    "Merge requests are previewed once .gitlab-ci.yml includes it:  include: [{local: .gitlab/modelkeep.yml}]",
    `To comment and to deploy, configure in the project (${page("pull-requests.md")}):`,
    "1. MODELKEEP_TOKEN: a project access token (Reporter, api), as a protected and masked variable",
    `2. schedules of ${branch}: MODELKEEP_SCHEDULE=notes every few minutes, MODELKEEP_SCHEDULE=drift every night`,
    `3. protected environments ${pairs}: the second of each pair with required approvals`,
    "4. by environment: MODELKEEP_STATE (as for pulumi login), MODELKEEP_ROLE (ARN; read-only in -plan), MODELKEEP_REGION;",
    "   for all of them MODELKEEP_IMAGE: an image, by digest, with the Pulumi CLI, Node.js 24 and the AWS CLI",
    "5. MODELKEEP_DEPLOY=on, as a protected variable",
  ];
  return `\n${(forge === "github" ? github : gitlab).join("\n")}\n`;
}
