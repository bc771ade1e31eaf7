import { frontDoor } from "../../../charts/front-door/front-door.ts";
import { modelServer } from "../../../charts/inference/model-server.ts";
import { isolation } from "../../../charts/isolation/isolation.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { probes } from "../../../charts/probes/probes.ts";
import { weightsLoader } from "../../../charts/weights/weights-loader.ts";
import { chartTexts } from "../../../infra/kubernetes/chart-texts.ts";
import { probing, serving } from "../keep-specs.ts";
import { loaderScripts } from "../weights/scripts.ts";
import { keep } from "./keep.ts";

/** What the charts make of {@link keep}, in the keep's namespaces: isolation first, then the model server with all that stands in its pod, then the probes. */
export function renderedObjects(): KubernetesObject[] {
  const door = frontDoor(keep);
  const weights = weightsLoader(keep, loaderScripts);
  const parts = {
    initContainers: [weights.initContainer, door.container],
    sidecars: [],
    programs: chartTexts().server,
    volumes: [...weights.volumes, ...door.volumes],
  };
  const objects = [...isolation([keep]), ...weights.objects, ...door.objects, ...modelServer(keep, parts), ...probes([keep], "import sys")];
  return objects.filter(({ metadata }) => metadata.namespace === serving || metadata.namespace === probing);
}

/** The pod of the rendered Deployment. */
export function renderedPod(): KubernetesObject {
  const deployment = renderedObjects().find(({ kind }) => kind === "Deployment")!;
  const { template } = deployment["spec"] as { template: { metadata: object; spec: object } };
  const metadata = { ...template.metadata, name: "rendered", namespace: serving };
  return { apiVersion: "v1", kind: "Pod", metadata, spec: template.spec };
}
