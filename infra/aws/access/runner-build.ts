import { stringify } from "yaml";

/**
 * What a build does, as CodeBuild reads it; fixed here, so that the bundle cannot say anything else.
 * The preview comes first because the AWS half is not this build's to change: where it would change, nothing of the second step begins.
 */
export function runnerBuild(stack: string): string {
  const onStack = `--stack '${stack}' --non-interactive --color never`;
  return stringify(
    {
      version: 0.2,
      env: { shell: "bash" },
      phases: {
        build: {
          "on-failure": "ABORT",
          commands: [
            `pulumi preview ${onStack} --exclude '**kubernetes:**' --exclude-dependents --expect-no-changes`,
            `pulumi up ${onStack} --yes --skip-preview`,
          ],
        },
      },
    },
    // One line for one command, so that a reviewer and the policy pack read it as it runs.
    { lineWidth: 0 },
  );
}
