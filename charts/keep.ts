import { admission } from "./admission/admission.ts";
import { byFlags, exactly } from "./admission/known-processes.ts";
import { frontDoor } from "./front-door/front-door.ts";
import { modelServer } from "./inference/model-server.ts";
import { allowedEnvironment } from "./inference/vllm-environment.ts";
import { allowedFlags } from "./inference/vllm-flags.ts";
import { isolation } from "./isolation/isolation.ts";
import type { KeepSpec } from "./keep-spec.ts";
import type { KubernetesObject } from "./kubernetes-object.ts";
import { probes } from "./probes/probes.ts";
import { weightsClaim } from "./weights/claim.ts";
import type { LoaderScripts } from "./weights/loader-files.ts";
import { weightsLoader } from "./weights/weights-loader.ts";

/** Texts that ConfigMaps carry; reading them is the caller's. */
export interface ChartTexts {
  loader: LoaderScripts;
  /** The program that tries which connections are closed. */
  probe: string;
  /** The program that asks the model server whether it is alive, ready or drained. */
  serverProbe: string;
}

/** Objects that must exist before those of the next phase are created, and are deleted after them. */
export interface Phase {
  name: "places" | "isolation" | "admission" | "preparation" | "server" | "probes";
  objects: readonly KubernetesObject[];
}

/** Registry and path of an image: all but its last part, tag and digest. */
const registryOf = (reference: string): string => reference.slice(0, reference.split("@")[0]?.lastIndexOf("/"));

const cluster = ["Namespace", "PriorityClass"];
const workloads = ["Deployment", "LeaderWorkerSet"];

/** Containers of the Jobs among some objects; a CronJob runs the same ones. */
const containersOf = (objects: readonly KubernetesObject[]) =>
  objects
    .filter(({ kind }) => kind === "Job")
    .flatMap(({ spec }) => (spec as { template: { spec: { containers: Record<string, unknown>[] } } }).template.spec.containers);

/**
 * The Kubernetes half of a keep, in the order in which it is created: what denies before what runs, the probes when the server is ready.
 * @throws Error where a chart cannot keep its promise, for example a grant without an address to be narrowed to
 */
export function keepPhases(spec: KeepSpec, texts: ChartTexts): Phase[] {
  const isolated = isolation(spec);
  const loader = weightsLoader(spec, texts.loader);
  const door = frontDoor(spec);
  const server = modelServer(spec, {
    // The front door is a native sidecar: an init container that goes on running, and ends after the server.
    initContainers: [loader.initContainer, door.container],
    sidecars: [],
    volumes: [...loader.volumes, ...door.volumes],
    annotations: door.annotations,
    probe: texts.serverProbe,
  });
  const probing = probes(spec, texts.probe);
  const admitted = admission(spec, {
    registries: [...new Set(Object.values(spec.images).map(registryOf))],
    allowedFlags,
    allowedEnvironment,
    helpers: [byFlags(loader.initContainer), exactly(door.container), ...containersOf(probing).map(exactly)],
  });
  const of = (objects: readonly KubernetesObject[], kinds: readonly string[], wanted: boolean) =>
    objects.filter(({ kind }) => kinds.includes(kind) === wanted);
  return [
    { name: "places", objects: of(isolated, cluster, true) },
    { name: "isolation", objects: of(isolated, cluster, false) },
    { name: "admission", objects: admitted },
    { name: "preparation", objects: [...weightsClaim(spec), ...loader.objects, ...door.objects, ...of(server, workloads, false)] },
    { name: "server", objects: of(server, workloads, true) },
    { name: "probes", objects: probing },
  ];
}
