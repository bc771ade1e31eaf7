import { frontDoorFacts } from "../facts/facts.ts";
import type { Keep } from "./keep.ts";
import { metadata, selectorOf } from "./metadata.ts";
import { modelServer, servingNamespace } from "./names.ts";
import { type KeepObject, object } from "./object.ts";

const type = "kubernetes:core/v1:Service";

/** The Service that clients connect to, and the headless one whose name resolves to the ready replicas. */
export function services(keep: Keep): KeepObject[] {
  const { port, nodePort } = frontDoorFacts;
  const selector = { ...selectorOf(keep, "model-server"), ...(keep.group && { "leaderworkerset.sigs.k8s.io/worker-index": "0" }) };
  const https = { appProtocol: "https", name: "https", port, protocol: "TCP", targetPort: port };
  const replicas = "model-server-replicas";
  return [
    object("service", type, servingNamespace, modelServer, () => ({
      metadata: metadata(keep, "front-door", modelServer, servingNamespace),
      spec: keep.nodePort
        ? { type: "NodePort", externalTrafficPolicy: "Local", ports: [{ ...https, nodePort }], selector }
        : { type: "ClusterIP", ports: [https], selector },
    })),
    object("service", type, servingNamespace, replicas, () => ({
      metadata: metadata(keep, "probe", replicas, servingNamespace),
      spec: { clusterIP: "None", ports: [{ name: "front-door", port, protocol: "TCP", targetPort: port }], selector },
    })),
  ];
}
