import { listOf, objectOf, textOf } from "../../input/value.ts";
import { hop, place } from "../../reach/hop.ts";
import type { WorkloadPods } from "../../reach/kubernetes/workload-pods.ts";
import { frontDoors } from "../front-door.ts";
import type { Graph } from "../graph.ts";
import type { PossiblePath } from "../proof.ts";
import { type Authority, called } from "./authority.ts";

/** Resources of the stack that write the Secret of a CA, or containers that mount it, other than the front door itself. */
export function holders(graph: Graph, authority: Authority): PossiblePath[] {
  const doors = frontDoors(graph);
  const inPods = graph.cluster.pods
    .filter(({ pod }) => pod.namespace === authority.namespace)
    .flatMap((pods) => {
      const doorsHere = doors.filter((door) => door.pods === pods).map(({ container }) => container.fields);
      return containersWith(pods, authority)
        .filter(({ fields }) => !doorsHere.includes(fields))
        .map(({ name, path }) => found(pods, path, `container ${name} of ${pods.name} has the Secret of ${called(authority)}`));
    });
  const written = graph.inventory.resources
    .filter(({ type, inputs }) => {
      const { name, namespace } = objectOf(inputs["metadata"]);
      return type.endsWith(":Secret") && textOf(name) === authority.secret && (textOf(namespace) ?? "default") === authority.namespace;
    })
    .map(
      (resource): PossiblePath => ({
        says: `Secret ${resource.name} of this program defines who is trusted: ${called(authority)}`,
        hops: [hop(resource, "data", "contains the CA"), place("the front door", "accepts every client that it signs")],
        unknown: [],
      }),
    );
  const whole = authority.mounts
    .filter(({ keys }) => !keys)
    .map(({ pods, path }) => ({
      ...found(pods, path, `the front door of ${pods.name} mounts the entire Secret of ${called(authority)}`),
      unknown: ["whether its private key is in it"],
    }));
  return [...inPods, ...written, ...whole];
}

const found = ({ resource }: WorkloadPods, path: string, says: string): PossiblePath => ({
  says,
  hops: [hop(resource, path, says)],
  unknown: [],
});

/** Containers of any kind that can read a Secret: from a volume, or from their environment. */
function containersWith({ spec, path }: WorkloadPods, { secret }: Authority) {
  const names = listOf(spec["volumes"])
    .map(objectOf)
    .filter(
      (volume) =>
        objectOf(volume["secret"])["secretName"] === secret ||
        listOf(objectOf(volume["projected"])["sources"]).some((source) => objectOf(objectOf(source)["secret"])["name"] === secret),
    )
    .map(({ name }) => name);
  return ["initContainers", "containers", "ephemeralContainers"].flatMap((list) =>
    listOf(spec[list]).flatMap((value, i) => {
      const fields = objectOf(value);
      const mounts = listOf(fields["volumeMounts"]).some((mount) => names.includes(objectOf(mount)["name"]));
      const reads = JSON.stringify([fields["env"], fields["envFrom"]])?.includes(JSON.stringify(secret)) ?? false;
      return mounts || reads ? [{ name: textOf(fields["name"]) ?? `${i}`, path: `${path}.${list}[${i}]`, fields }] : [];
    }),
  );
}
