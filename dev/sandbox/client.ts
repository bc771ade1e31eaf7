import { readFileSync } from "node:fs";
import { join } from "node:path";
import { serviceHost } from "../../charts/front-door/certificate.ts";
import { clientLabel } from "../../charts/isolation/client-label.ts";
import { modelServerName } from "../../charts/names.ts";
import type { Applied } from "./kubectl.ts";
import { pythonPod } from "./python-pod.ts";

const program = readFileSync(join(import.meta.dirname, "ask.py"), "utf8");

export interface ClientPod {
  name: string;
  keep: string;
  namespace?: string;
  /** Client whose label the pod carries; none: a pod that no grant means. */
  labelled?: string;
  /** Secret with the certificate that it shows. */
  secret: string;
  image: string;
  /** Memory that it asks for. */
  memory?: string;
  /** Command in the container; default: it stays, so that it can be looked at. */
  ask?: readonly ["once" | "stream" | "load", model: string, number: string];
}

/** ConfigMap with the client's program. */
export const clientProgram = (namespace = "default"): Applied => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "modelkeep-ask", namespace },
  data: { "ask.py": program },
});

/** A pod of a client, or of one who would like to be. */
export const clientPod = ({ name, keep, namespace, labelled, secret, image, memory, ask }: ClientPod): Applied =>
  pythonPod({
    name,
    ...(namespace !== undefined && { namespace }),
    ...(labelled !== undefined && { labels: { [clientLabel]: labelled } }),
    image,
    ...(memory !== undefined && { memory }),
    ...(ask && { run: ["/ask/ask.py", serviceHost(keep, modelServerName), ...ask] }),
    volumes: { "/tls": { secret: { secretName: secret } }, "/ask": { configMap: { name: "modelkeep-ask" } } },
  });
