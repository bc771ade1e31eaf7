import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksPodIdentityAssociationSessionTags: ResourceRule = {
  name: "aws-eks-pod-identity-association-session-tags",
  description: "Pod Identity passes session tags, by which role conditions identify the pod.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { cisEks: ["4.1.6"], nist80053r5: ["AC-6"] },
  database: "application_name: a database knows which program connects.",
  remediation: "Leave disableSessionTags unset.",
  types: ["aws:eks/podIdentityAssociation:PodIdentityAssociation"],
  check: (association) =>
    need(
      association.at("disableSessionTags").isOrAbsent(false),
      "must be false: the role's conditions on namespace and service account need the tags",
    ),
};
