import { stringify } from "yaml";

/**
 * The buildspec of a build; fixed here, so that the bundle cannot override it. The preview comes first because this build must not change
 * the AWS half: if that would change, the second step does not begin.
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
    // One line per command, so that a reviewer and the policy pack see it as it runs.
    { lineWidth: 0 },
  );
}
