import { serving } from "../keep-specs.ts";

import { type Attempt, create, patch } from "./attempt.ts";
import { inServing, keep, type PodSpec } from "./keep.ts";
import { pod, selector, template } from "./pods.ts";

const foreign = `docker.io/vllm/vllm-openai@sha256:${"d".repeat(64)}`;
const foreignDoor = ({ containers: [, door] }: PodSpec) => {
  door.image = foreign;
};
const linked = (spec: PodSpec) => {
  spec.enableServiceLinks = true;
};
const onNode = (spec: PodSpec) => {
  spec["nodeName"] = "node-0";
};
const runningPod = `/api/v1/namespaces/${serving}/pods/running`;

/** Pods, and what makes pods; what runs in them is in `hostile-server.ts`. */
export const hostilePods: Attempt[] = [
  pod("image-digest", "a tag in place of a digest", ({ containers: [, door] }) => {
    door.image = "registry.example.com/modelkeep/envoy:v1";
  }),
  pod("image-digest", "a tag beside the digest", ({ containers: [, door] }) => {
    door.image = keep.images.envoy.replace("@", ":v1@");
  }),
  pod("image-digest", "a foreign image by digest", ({ containers: [, door] }) => {
    door.image = foreign;
  }),
  pod("image-digest", "a registry whose name begins like the keep's", ({ containers: [, door] }) => {
    door.image = `registry.example.com/modelkeep.evil.example/envoy@sha256:${"b".repeat(64)}`;
  }),
  pod("image-digest", "a registry in which the keep's is a folder", ({ containers: [, door] }) => {
    door.image = `evil.example/${keep.images.envoy}`;
  }),
  pod("image-digest", "a registry that matches where a dot means any character", ({ containers: [, door] }) => {
    door.image = keep.images.envoy.replace("registry.example", "registry-example");
  }),
  pod("image-digest", "a foreign image in an init container", (spec) => {
    (spec.initContainers as unknown[]).push({ ...spec.initContainers[0], name: "other", image: foreign });
  }),
  pod("image-digest", "a volume made from a foreign image", (spec) => {
    spec.volumes.push({ name: "tools", image: { reference: "docker.io/library/busybox:latest" } });
  }),
  create("image-digest", "a Deployment of a foreign image", {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: inServing("trial"),
    spec: { selector, template: template(foreignDoor) },
  }),
  create("image-digest", "a CronJob of a foreign image", {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: inServing("trial"),
    spec: {
      schedule: "0 0 * * *",
      jobTemplate: { spec: { template: template(foreignDoor, "Never") } },
    },
  }),
  {
    ...patch("image-digest", "a running pod moved to a foreign image", runningPod, {
      spec: { containers: [{ name: "front-door", image: foreign }] },
    }),
    type: "application/strategic-merge-patch+json",
  },

  pod("service-links", "service links left at their default", (spec) => {
    delete spec.enableServiceLinks;
  }),
  create("service-links", "a StatefulSet with service links", {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: inServing("trial"),
    spec: { serviceName: "x", selector, template: template(linked) },
  }),

  pod("account-token", "a service account token", (spec) => {
    spec.automountServiceAccountToken = true;
  }),
  pod("account-token", "a service account token by default", (spec) => {
    delete spec.automountServiceAccountToken;
  }),
  pod("account-token", "a projected token for the API server", (spec) => {
    spec.volumes.push({ name: "token", projected: { sources: [{ serviceAccountToken: { path: "token" } }] } });
  }),

  pod("process-namespace", "one process namespace for all containers", (spec) => {
    spec["shareProcessNamespace"] = true;
  }),

  pod("scheduled", "a pod that names its node", (spec) => {
    spec["nodeName"] = "node-0";
  }),
  create("scheduled", "a DaemonSet that names its node", {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: inServing("trial"),
    spec: { selector, template: template(onNode) },
  }),

  pod("gpu-request", "a pod on a GPU node without a GPU", ({ containers: [server] }) => {
    delete server.resources;
  }),
  pod("gpu-request", "a pod that tolerates everything, without a GPU", (spec) => {
    delete spec.containers[0].resources;
    spec["tolerations"] = [{ operator: "Exists" }];
  }),
  pod("gpu-request", "a GPU by a resource claim", (spec) => {
    spec["resourceClaims"] = [{ name: "gpu", resourceClaimName: "gpu" }];
  }),

  {
    ...patch("ephemeral-containers", "an ephemeral container of the keep's own image", `${runningPod}/ephemeralcontainers`, {
      spec: {
        ephemeralContainers: [
          {
            name: "debugger",
            image: keep.images.envoy,
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
          },
        ],
      },
    }),
    type: "application/strategic-merge-patch+json",
  },
];
