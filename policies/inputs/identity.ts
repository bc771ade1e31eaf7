import { document, type Inputs, labels, number, own, text } from "./input.ts";

/** Who may do what. */
export const identity: Inputs = {
  "aws:iam/role:Role": {
    name: text,
    description: text,
    path: /^\/([\w-]+\/)*$/,
    assumeRolePolicy: document,
    maxSessionDuration: number,
    tags: labels,
  },
  "aws:iam/rolePolicy:RolePolicy": { name: text, role: own, policy: document },
  "aws:iam/policy:Policy": { name: text, description: text, path: /^\/([\w-]+\/)*$/, policy: document, tags: labels },
  // A policy of AWS's own changes without the keep's knowing: only one of this stack, which rules read.
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { role: own, policyArn: own },
  "aws:iam/instanceProfile:InstanceProfile": { name: text, role: own, tags: labels },
};
