import { frontDoorFacts } from "../facts/facts.ts";
import { both } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { common, image, mount } from "./container.ts";
import type { Keep } from "./keep.ts";

/** Envoy: its bootstrap from the one file, its certificates, and vLLM's socket. */
export function doorShape(keep: Keep): Shape {
  const { port } = frontDoorFacts;
  const resources = { cpu: "500m", memory: "512Mi", "ephemeral-storage": "256Mi" };
  return {
    ...common(keep),
    name: "front-door",
    image: both(image, keep.images.envoy),
    restartPolicy: "Always",
    command: ["/usr/local/bin/envoy"],
    args: [
      ...["--config-path", "/etc/modelkeep/front-door/bootstrap.json"],
      ...["--concurrency", "2", "--log-level", "warning", "--file-flush-interval-msec", "1000", "--disable-hot-restart"],
    ],
    ports: [{ containerPort: port, name: "https", protocol: "TCP" }],
    startupProbe: { failureThreshold: 60, periodSeconds: 1, tcpSocket: { port } },
    readinessProbe: { failureThreshold: 3, periodSeconds: 5, tcpSocket: { port } },
    livenessProbe: { failureThreshold: 6, periodSeconds: 10, tcpSocket: { port }, timeoutSeconds: 5 },
    resources: { requests: resources, limits: resources },
    volumeMounts: [
      mount("front-door-config", "/etc/modelkeep/front-door", true),
      mount("front-door-server", "/etc/modelkeep/server", true),
      mount("front-door-client-ca", "/etc/modelkeep/client-ca", true),
      mount("socket", "/run/modelkeep", true),
    ],
  };
}
