import { document, type Inputs, needed, number, own, tags, text } from "./input.ts";

/** Who may do what. */
export const identity: Inputs = {
  "aws:iam/role:Role": {
    name: text,
    description: text,
    path: /^\/([\w-]+\/)*$/,
    assumeRolePolicy: needed(document),
    maxSessionDuration: number,
    tags,
  },
  "aws:iam/rolePolicy:RolePolicy": { name: text, role: needed(own), policy: document },
  "aws:iam/policy:Policy": { name: text, description: text, path: /^\/([\w-]+\/)*$/, policy: needed(document), tags },
  // A policy of AWS's own changes without the keep's knowing: only one of this stack, which rules read.
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { role: own, policyArn: needed(own) },
  "aws:iam/instanceProfile:InstanceProfile": { name: text, role: needed(own), tags },
};
