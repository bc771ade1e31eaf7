import { literal, quotePattern } from "../cel.ts";
import { containersVariable, podSpecs, podVariable, volumesVariable } from "../pod-spec.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** Images of containers and volumes only by digest and only from the keep's registries. */
export function imageDigest({ registries }: AdmissionContext): AdmissionRule {
  const path = "[a-z0-9]+([._-]+[a-z0-9]+)*";
  const pattern = literal(`^(${registries.map(quotePattern).join("|")})(/${path})+@sha256:[0-9a-f]{64}$`);
  const accepted = `accepted: ${registries.map((registry) => `${registry}/<name>@sha256:<64 hex digits>`).join(" or ")}`;
  const notAccepted = `!has(c.image) || !c.image.matches(${pattern})`;
  // Pod Security `restricted` allows volumes of type `image`, which mount files from any registry into the pod.
  const notAcceptedVolume = `has(v.image) && !(has(v.image.reference) && v.image.reference.matches(${pattern}))`;
  return {
    name: "image-digest",
    why: "A tag can be moved to other code after the review, and another registry has code that was not reviewed.",
    scope: "keep",
    ...podSpecs,
    matches: [
      ...podSpecs.matches,
      { apiGroups: [""], apiVersions: ["v1"], operations: ["UPDATE"], resources: ["pods/ephemeralcontainers"] },
    ],
    variables: [podVariable, containersVariable, volumesVariable],
    validations: [
      {
        expression: `variables.containers.all(c, !(${notAccepted}))`,
        message: `images come by digest from the keep's registries (${accepted}); not so`,
        offenders: `variables.containers.filter(c, ${notAccepted}).map(c, c.name + " (" + (has(c.image) ? c.image : "no image") + ")")`,
      },
      {
        expression: `variables.volumes.all(v, !(${notAcceptedVolume}))`,
        message: `image volumes come by digest from the keep's registries (${accepted}); not so`,
        offenders: `variables.volumes.filter(v, ${notAcceptedVolume}).map(v, v.name)`,
      },
    ],
  };
}
