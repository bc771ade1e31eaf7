import { frontDoorFacts } from "../facts/facts.ts";
import { both, oneOf, optional, such } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import type { Keep, KeepModel as Model } from "./keep.ts";
import { metadata, selectorOfModel, withDoor } from "./metadata.ts";
import { versionLabel, versions } from "./names.ts";
import { type KeepObject, object } from "./object.ts";

const type = "kubernetes:core/v1:Service";
const { port, nodePorts } = frontDoorFacts;

/** The annotation of infra/kubernetes/provider-annotations.ts. */
const recorded = { "pulumi.com/skipAwait": "true" };

/** The Service of each model, to which its clients connect, and the headless one whose name resolves to its ready replicas. */
export const services = (keep: Keep): KeepObject[] =>
  keep.models.flatMap((model) => {
    const replicas = `${model.key}-replicas`;
    return [
      object("service", type, keep.serving, model.key, () => ({
        metadata: { ...metadata(keep, "front-door", model.key, keep.serving), annotations: optional(recorded) },
        spec: { ...ofType(model), selector: withDoor(model, { ...selectorOfModel(model), [versionLabel]: served(model) }) },
      })),
      object("service", type, keep.serving, replicas, () => ({
        metadata: { ...metadata(keep, "probe", replicas, keep.serving), annotations: optional(recorded) },
        spec: {
          clusterIP: "None",
          ports: [{ name: "front-door", port, protocol: "TCP", targetPort: port }],
          selector: model.serves.as((version) =>
            withDoor(model, { ...selectorOfModel(model), ...(version !== undefined && { [versionLabel]: version }) }),
          ),
        },
      })),
    ];
  });

/** The version to which a Service leads, where there are two: either, or none named, which is both. */
const served = ({ servers }: Model): Shape => (servers.length > 1 ? optional(oneOf(...versions)) : "current");

function ofType(model: Model): Readonly<Record<string, Shape>> {
  const https = { appProtocol: "https", name: "https", port, protocol: "TCP", targetPort: port };
  return model.exposed
    ? { type: "NodePort", externalTrafficPolicy: "Local", ports: [{ ...https, nodePort: nodePortOf(model) }] }
    : { type: "ClusterIP", ports: [https] };
}

/** A node port of its own: on AWS one to which the program's load balancer forwards. */
function nodePortOf({ keep, key }: Model): Shape {
  const others = keep.models.filter((model) => model.key !== key && model.exposed);
  const taken = others.flatMap(({ nodePort }) => nodePort.when({ known: (one) => [one], unknown: () => [] }));
  const forwarded = keep.stack.peek("aws:lb/targetGroup:TargetGroup").flatMap((targets) => targets.at("port").texts().map(Number));
  return both(
    such(
      `a port from ${nodePorts.least} to ${nodePorts.most}, only of this model`,
      (value) =>
        Number.isInteger(value) && Number(value) >= nodePorts.least && Number(value) <= nodePorts.most && !taken.includes(Number(value)),
    ),
    such("the port of a target group of the program", (value) => forwarded.length === 0 || forwarded.includes(Number(value))),
  );
}
