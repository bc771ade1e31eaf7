import { ciliumKeys, firstProblem, type Part, type Snapshot, snapshotSchema } from "../snapshot.ts";
import { agentsIn, dnsServicesIn, type Item, nodeLocalIn, nodeOf, requestedBy, volumeOf } from "./cluster-parts.ts";
import { type Ask, KubectlError } from "./kubectl.ts";
import { quotasIn, webhooksIn } from "./others-rules.ts";

/** Namespaces of the keep whose cluster is read, and the volume that its settings name. */
export interface Wanted {
  serving: string;
  probes: string;
}

/** What a part is read by; a refusal, or an answer of another shape, is the reason why it is not. */
async function part<T>(read: () => T | Promise<T>): Promise<Part<T>> {
  try {
    return { read: await read() };
  } catch (error) {
    if (error instanceof KubectlError) return { unread: error.message };
    // What answers need not be an API server: a proxy may, or an extension that leaves fields out.
    if (error instanceof TypeError || error instanceof SyntaxError) return { unread: `the answer has another shape: ${error.message}` };
    throw error;
  }
}

/** From one part to another; what was not read stays so. */
const from = async <T, U>(source: Part<T>, change: (value: T) => U): Promise<Part<U>> =>
  "read" in source ? part(() => change(source.read)) : source;

/** A snapshot in which every part that does not have its shape is not read. */
function withItsShape(snapshot: Snapshot): Snapshot {
  const { shape } = snapshotSchema;
  const all = Object.entries(snapshot).map(([name, value]): [string, unknown] => {
    const { error } = shape[name as keyof Snapshot].safeParse(value);
    return [name, error === undefined ? value : { unread: `the answer has another shape: ${firstProblem(error)}` }];
  });
  return Object.fromEntries(all) as Snapshot;
}

/**
 * Reads what is judged of a cluster; changes nothing: the only write is a dry run.
 * @throws KubectlError where there is no kubectl, or the cluster does not answer at all
 */
export async function takeSnapshot(ask: Ask, { serving, probes }: Wanted, about: string): Promise<Snapshot> {
  const json = async (...args: readonly string[]): Promise<Item> => JSON.parse((await ask(...args)).stdout);
  const list = async (...args: readonly string[]): Promise<Item[]> => (await json("get", ...args, "-o", "json")).items;
  // Without an answer here there is nothing to judge.
  const version = await ask("get", "--raw", "/version");
  const apiGroups = await part(async () => groupsOf(await json("get", "--raw", "/apis")));
  // Where it is not known which groups there are, each is asked for.
  const served = (group: string) => "unread" in apiGroups || group in apiGroups.read;
  const sets = await part(() => list("daemonsets", "-A"));
  const services = await part(async () => [
    ...(await list("services", "-n", "kube-system")),
    ...(served("security.openshift.io") ? await list("services", "-n", "openshift-dns") : []),
  ]);
  const slices = await part(async () => [
    ...(await list("endpointslices.discovery.k8s.io", "-n", "kube-system")),
    ...(served("security.openshift.io") ? await list("endpointslices.discovery.k8s.io", "-n", "openshift-dns") : []),
  ]);
  const agents = await from(sets, agentsIn);
  const cilium = "read" in agents ? agents.read.find(({ name }) => name === "cilium") : undefined;
  return withItsShape({
    format: "modelkeep-cluster/1",
    about,
    version: await part(() => JSON.parse(version.stdout).gitVersion),
    apiGroups,
    admissionPolicies: await part(async () => {
      const { resources } = await json("get", "--raw", "/apis/admissionregistration.k8s.io/v1");
      return resources.some(({ name }: Item) => name === "validatingadmissionpolicies");
    }),
    podSecurityAnswers: await part(() => podSecurity(ask)),
    nodes: await part(async () => (await list("nodes")).map(nodeOf)),
    requested: await part(async () => requestedBy(await list("pods", "-A", `--field-selector=${running}`), [serving, probes])),
    autoscaler:
      "read" in apiGroups && "karpenter.sh" in apiGroups.read
        ? { read: "Karpenter" }
        : await part(async () => {
            const { stdout } = await ask(
              "get",
              "configmap",
              "cluster-autoscaler-status",
              "-n",
              "kube-system",
              "--ignore-not-found",
              "-o",
              "name",
            );
            return stdout.trim() === "" ? "" : "the cluster autoscaler";
          }),
    agents,
    ciliumConfig: cilium
      ? await part(async () => {
          const { data } = await json("get", "configmap", "cilium-config", "-n", cilium.namespace, "-o", "json");
          return Object.fromEntries(ciliumKeys.flatMap((key) => (data[key] === undefined ? [] : [[key, String(data[key])]])));
        })
      : { read: {} },
    dnsServices: "unread" in slices ? slices : await from(services, (all) => dnsServicesIn(all, slices.read)),
    nodeLocalDns: await from(sets, nodeLocalIn),
    deviceClasses: served("resource.k8s.io")
      ? await part(async () => (await list("deviceclasses.resource.k8s.io")).map(nameOf))
      : { read: [] },
    runtimeClasses: await part(async () => (await list("runtimeclasses")).map(nameOf)),
    storageClasses: await part(async () =>
      (await list("storageclasses")).map((one) => ({ name: nameOf(one), provisioner: one.provisioner })),
    ),
    volumes: await part(async () => (await list("persistentvolumes")).map(volumeOf)),
    claims: await part(async () =>
      (await list("persistentvolumeclaims", "-n", serving)).map(({ metadata, spec, status }) => ({
        namespace: metadata.namespace,
        name: metadata.name,
        accessModes: spec.accessModes ?? [],
        phase: status?.phase ?? "",
      })),
    ),
    issuers: served("cert-manager.io")
      ? await part(async () =>
          [...(await list("clusterissuers.cert-manager.io")), ...(await list("issuers.cert-manager.io", "-n", serving))].map(issuerOf),
        )
      : { read: [] },
    namespaces: await part(async () =>
      (await list("namespaces"))
        .filter((one) => [serving, probes].includes(nameOf(one)))
        .map((one) => {
          const uidRange = one.metadata.annotations?.["openshift.io/sa.scc.uid-range"];
          const terminating = one.metadata.deletionTimestamp !== undefined;
          return { name: nameOf(one), ...(uidRange === undefined ? {} : { uidRange }), ...(terminating ? { terminating } : {}) };
        }),
    ),
    othersRules: await part(async () => [
      ...webhooksIn([...(await list("validatingwebhookconfigurations")), ...(await list("mutatingwebhookconfigurations"))]),
      ...quotasIn("ResourceQuota", [...(await list("resourcequotas", "-n", serving)), ...(await list("resourcequotas", "-n", probes))]),
      ...quotasIn("LimitRange", [...(await list("limitranges", "-n", serving)), ...(await list("limitranges", "-n", probes))]),
    ]),
  });
}

/** Pods that hold what they request. */
const running = "status.phase!=Succeeded,status.phase!=Failed";

const nameOf = ({ metadata }: Item): string => metadata.name;

const groupsOf = ({ groups }: Item): Record<string, string[]> =>
  Object.fromEntries(groups.map(({ name, versions }: Item) => [name, versions.map(({ version }: Item) => version)]));

const issuerOf = ({ kind, metadata, status }: Item) => ({
  kind,
  ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
  name: metadata.name,
  ready: (status?.conditions ?? []).some(({ type, status: is }: Item) => type === "Ready" && is === "True"),
});

/**
 * Whether Pod Security admission is at work: it warns of pods that a namespace's new label would forbid, in a dry run as well, and the pods
 * of kube-system are such. Source: "Enforce Pod Security Standards with Namespace Labels", kubernetes.io.
 */
async function podSecurity(ask: Ask): Promise<boolean> {
  const label = "pod-security.kubernetes.io/enforce=restricted";
  const { stderr } = await ask("label", "--dry-run=server", "--overwrite", "namespace", "kube-system", label);
  return /existing pods in namespace "kube-system" violate the new PodSecurity/.test(stderr);
}
