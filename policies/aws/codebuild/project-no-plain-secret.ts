import { credential } from "../../rule/credential.ts";
import { forbid, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

/** Names of variables from which programs read a credential, independent of the value. */
const secretName = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$|PASSWORD|PASSPHRASE|SECRET|ACCESS_TOKEN|API_KEY|PRIVATE_KEY/i;

export const codebuildProjectNoPlainSecret: ResourceRule = {
  name: "aws-codebuild-project-no-plain-secret",
  description: "Build environment variables hold no credentials, which every reader of the project could see.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D8"],
  frameworks: { nist80053r5: ["IA-5(7)"] },
  database: "No PGPASSWORD: no password in a start script.",
  remediation: "Give the project a role, or reference a secret with type SECRETS_MANAGER or PARAMETER_STORE.",
  types: ["aws:codebuild/project:Project"],
  check: (project) =>
    project
      .at("environment", "environmentVariables")
      .items()
      .each((variable) =>
        when(variable.at("type").isOrAbsent("PLAINTEXT"), () => [
          ...forbid(
            variable.at("name").matches(secretName),
            "holds a credential in plain text; accepted: types SECRETS_MANAGER and PARAMETER_STORE",
          ),
          ...forbid(variable.at("value").matches(credential), "holds a credential; accepted: a role of the project"),
        ]),
      ),
};
