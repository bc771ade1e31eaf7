import { admission } from "./admission/admission.ts";
import { byFlags, exactly } from "./admission/known-processes.ts";
import { serverCertificate } from "./front-door/certificate.ts";
import { type FrontDoor, frontDoor } from "./front-door/front-door.ts";
import { modelServer } from "./inference/model-server.ts";
import type { ServerPrograms } from "./inference/pod-parts.ts";
import { allowedEnvironment } from "./inference/vllm-environment.ts";
import { allowedFlags } from "./inference/vllm-flags.ts";
import { isolation } from "./isolation/isolation.ts";
import type { KeepSpec, KeepSpecs } from "./keep-spec.ts";
import type { ChartObject } from "./kubernetes/kinds.ts";
import { probeContainer } from "./probes/probe-pod.ts";
import { probes } from "./probes/probes.ts";
import { weightsClaim } from "./weights/claim.ts";
import type { LoaderScripts } from "./weights/loader-files.ts";
import { type WeightsLoader, weightsLoader } from "./weights/weights-loader.ts";

/** Contents of ConfigMaps, read by the caller. */
export interface ChartTexts {
  loader: LoaderScripts;
  /** The program that tests which connections are blocked. */
  probe: string;
  /** The programs that start the model server, and that check whether it is alive, ready or drained. */
  server: ServerPrograms;
}

/** Objects that are created before those of the next phase, and deleted after them. */
export interface Phase {
  name: "namespaces" | "isolation" | "admission" | "preparation" | "server" | "probes";
  objects: readonly ChartObject[];
}

/** Registry and path of an image: all but its last part, tag and digest. */
const registryOf = (reference: string): string => reference.slice(0, reference.split("@")[0]?.lastIndexOf("/"));

const cluster: readonly ChartObject["kind"][] = ["Namespace", "PriorityClass"];
const workloads: readonly ChartObject["kind"][] = ["Deployment", "LeaderWorkerSet"];

const of = (objects: readonly ChartObject[], kinds: readonly ChartObject["kind"][], wanted: boolean) =>
  objects.filter(({ kind }) => kinds.includes(kind) === wanted);

/** The objects of one model server. */
interface ServerParts {
  loader: WeightsLoader;
  door: FrontDoor;
  claim: readonly ChartObject[];
  objects: readonly ChartObject[];
}

function serverParts(spec: KeepSpec, texts: ChartTexts): ServerParts {
  const loader = weightsLoader(spec, texts.loader);
  const door = frontDoor(spec);
  const objects = modelServer(spec, {
    // The front door is a native sidecar: an init container that keeps running, and terminates after the server.
    initContainers: [loader.initContainer, door.container],
    sidecars: [],
    volumes: [...loader.volumes, ...door.volumes],
    annotations: door.annotations,
    programs: texts.server,
  });
  return { loader, door, claim: weightsClaim(spec), objects };
}

/** Programs and lockfiles are named by content hash: if several servers share one, it is one object. */
function once(objects: readonly ChartObject[]): ChartObject[] {
  return [...new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object])).values()];
}

/**
 * The Kubernetes half of a keep, in creation order: deny rules before workloads, the probes once the server is ready.
 * @throws Error if a chart cannot meet its guarantee, for example a grant without an address to restrict it to
 */
export function keepPhases(specs: KeepSpecs, texts: ChartTexts): Phase[] {
  const isolated = isolation(specs);
  const [first] = specs;
  const servers = specs.map((spec) => serverParts(spec, texts));
  const [{ loader, door }] = servers as [ServerParts];
  const admitted = admission(specs, {
    registries: [...new Set(Object.values(first.images).map(registryOf))],
    allowedFlags,
    allowedEnvironment,
    // Loader, front door and probe are started alike for each model.
    helpers: [byFlags(loader.initContainer), exactly(door.container), exactly(probeContainer(first))],
  });
  const server = servers.flatMap(({ objects }) => objects);
  const preparation = servers.flatMap(({ claim, loader, door, objects }) => [
    ...claim,
    ...loader.objects,
    ...door.objects,
    ...of(objects, workloads, false),
  ]);
  return [
    { name: "namespaces", objects: of(isolated, cluster, true) },
    { name: "isolation", objects: of(isolated, cluster, false) },
    { name: "admission", objects: admitted },
    { name: "preparation", objects: [...once(preparation), ...serverCertificate(specs)] },
    { name: "server", objects: of(server, workloads, true) },
    { name: "probes", objects: probes(specs, texts.probe) },
  ];
}
