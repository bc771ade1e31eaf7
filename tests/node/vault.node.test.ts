import { afterAll, beforeAll, expect, test } from "vitest";
import { probesNamespace } from "../../charts/names.ts";
import { podIdentityAudience } from "../../dev/eks-node/pod-identity-webhook.ts";
import { until } from "../support/until.ts";
import { containersOf } from "./support/containers.ts";
import { commit, EksKeepOnNode } from "./support/eks-keep.ts";
import { grantedTo, promisedTo, tryWays } from "./support/eks-ways.ts";
import { matrixText, type Tried, textOf } from "./support/matrix.ts";
import { type Promised, podLabels } from "./support/promised-ways.ts";
import { type NodeRun, runBeside } from "./support/run.ts";
import { filesOf, flipped } from "./support/weights.ts";

// The Kubernetes half of a keep on EKS: its weights come from S3, with credentials of EKS Pod Identity, over an endpoint of its VPC.

let run: NodeRun;
let keep: EksKeepOnNode;
beforeAll(async () => {
  run = await runBeside();
  keep = await EksKeepOnNode.up(run);
});
afterAll(() => keep?.down());

interface Pod {
  metadata: { name: string };
  spec: Record<"initContainers" | "containers", { name: string; env?: { name: string }[]; volumeMounts: { name: string }[] }[]>;
  status: { initContainerStatuses?: { name: string; lastState: { terminated?: { message?: string } }; state: object }[] };
}
const server = async () => (await run.node.kubectl.list<Pod>("pods", "-n", keep.serving))[0]!;

/** Waits until the loader of a pod has ended. @returns what `kubectl describe` says of the pod */
async function refusal(pod: string): Promise<string> {
  await until(`the loader of ${pod} has refused`, async () => {
    const { status } = await run.node.kubectl.get<Pod>("-n", keep.serving, "pod", pod);
    return status.initContainerStatuses?.some(({ lastState }) => lastState.terminated?.message !== undefined) === true;
  });
  return keep.kubectl("describe", "pod", pod);
}
const end = (...pods: readonly string[]) => keep.kubectl("delete", "pod", ...pods, "--force", "--grace-period=0", "--ignore-not-found");

test("the loader brings what is locked from the vault, with the credentials of its own role, and the server answers", async () => {
  const { name } = (await server()).metadata;
  expect(await keep.kubectl("logs", name, "-c", "weights-loader")).toMatch(/^weights: 3 files, .* as locked, 3 brought, in /m);
  expect(await keep.kubectl("logs", name, "-c", "model-server")).toContain("['config.json', 'model.safetensors', 'tokenizer.json']");
  expect(keep.asked).toEqual([{ account: `${keep.serving}/model-server`, status: 200 }]);
  const { requests, credentials } = keep.vault;
  const paths = Object.keys(filesOf({})).map((path) => `/${keep.spec.model.name}/${commit}/${path}`);
  expect(requests.map(({ path }) => path).sort()).toEqual(paths);
  expect(new Set(requests.map(({ key }) => key))).toEqual(new Set([credentials.AccessKeyId]));
  expect(await keep.ask()).toMatch(/^200 .*"finish_reason": ?"length"/);
});

test("credentials are the loader's alone: neither server nor front door has the token, or knows where to ask", async () => {
  const { spec } = await server();
  const armed = [...spec.initContainers, ...spec.containers].filter(
    ({ env = [], volumeMounts }) =>
      env.some(({ name }) => name.startsWith("AWS_CONTAINER_")) || volumeMounts.some((mount) => mount.name.includes("token")),
  );
  expect(armed.map(({ name }) => name)).toEqual(["weights-loader"]);
  const seen = await containersOf(run, keep.serving);
  expect(seen.map(({ container, token }) => [container, token]).sort()).toEqual([
    ["front-door", false],
    ["model-server", false],
  ]);
});

/** Ways of the keep's pods that are otherwise than expected; those of its clients are only there to be compared with. */
const wrong = ({ ways }: Tried, expected: Promised) =>
  ways
    .filter(({ from, to }) => [from, to].some((pod) => pod.startsWith("modelkeep-vaulted-")))
    .filter((way) => way.open !== expected(way))
    .map((way) => `${way.open ? "open" : "closed"}: ${textOf(way)}`);

test("out of the server's pod three ways lead, to DNS, to the agent and to the vault; in leads that of the client", {
  tags: ["shows-D1", "shows-D2"],
}, async () => {
  await podLabels(run);
  const tried = await tryWays(keep, "research");
  console.log(matrixText(tried));
  expect(wrong(tried, grantedTo(keep))).toEqual([]);
  expect(wrong(tried, await promisedTo(keep))).toEqual([]);
  // Something listens at every place: the client, which no policy holds, reaches each.
  const client = tried.ways.filter(({ from, to }) => from === "research/notebook" && keep.outside.some(({ name }) => name === to));
  expect(client.filter(({ open }) => !open).map(textOf)).toEqual([]);
  expect(client).toHaveLength(keep.outside.length);
  const dns = tried.ways.filter(({ from, to, open }) => from.startsWith(keep.serving) && to.startsWith("kube-system/") && open);
  // CoreDNS listens to UDP itself, so no packet of this test is seen there: that way is the one by which the loader found the vault.
  expect(dns.map(({ protocol, port }) => `${protocol} ${port}`)).toEqual(["tcp 53"]);
});

test("each way out is opened by the one policy that is named for it", { tags: ["shows-D2"] }, async () => {
  const open = async () =>
    (await tryWays(keep)).ways
      .filter((way) => way.open && way.from.startsWith(keep.serving))
      .map((way) => way.to.replace(/coredns-.*/, "coredns"));
  const untilOpen = (ways: readonly string[]) =>
    until(`open is ${ways.join(", ") || "nothing"}`, async () => JSON.stringify((await open()).sort()) === JSON.stringify(ways.toSorted()));
  const of = (start: string) => keep.outside.filter(({ name }) => name.startsWith(start)).map(({ name }) => name);
  const opened = {
    "loader-to-dns": ["kube-system/coredns"],
    "loader-to-pod-identity": of("the Pod Identity agent"),
    "loader-to-vault": of("the vault"),
  };
  await keep.kubectl("delete", "networkpolicy", ...Object.keys(opened));
  try {
    await untilOpen([]);
    const ways: string[] = [];
    for (const [policy, own] of Object.entries(opened)) {
      await run.node.kubectl.apply(keep.policy(policy));
      ways.push(...own);
      await untilOpen(ways);
    }
  } finally {
    await run.node.kubectl.apply(...Object.keys(opened).map((policy) => keep.policy(policy)));
  }
});

test("nothing is brought without the policy to the vault, by a pod without the association, or with a token of another account", async () => {
  const token = { audience: podIdentityAudience, expirationSeconds: 3600, path: "token" };
  const folder = "/var/run/secrets/own";
  const deployment = keep.objects.find(({ kind }) => kind === "Deployment") as unknown as {
    spec: { template: { spec: Pod["spec"] & { volumes: object[] } } };
  };
  const { initContainers, volumes } = deployment.spec.template.spec;
  const [loader, ...others] = initContainers;
  const environment = [
    { name: "AWS_CONTAINER_CREDENTIALS_FULL_URI", value: "http://169.254.170.23/v1/credentials" },
    { name: "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", value: `${folder}/token` },
  ];
  const before = keep.vault.requests.length;
  await keep.kubectl("delete", "networkpolicy", "loader-to-vault");
  await until("the way to the vault is closed", async () => {
    const { ways } = await tryWays(keep);
    return !ways.some(({ from, to, open }) => from.startsWith(keep.serving) && to.startsWith("the vault") && open);
  });
  try {
    await keep.startPod("unreached");
    await keep.startPod("unassociated", { serviceAccountName: "default" });
    await keep.startPod("impostor", {
      serviceAccountName: "default",
      volumes: [...volumes, { name: "own", projected: { sources: [{ serviceAccountToken: token }] } }],
      initContainers: [
        { ...loader, env: environment, volumeMounts: [...loader!.volumeMounts, { name: "own", mountPath: folder, readOnly: true }] },
        ...others,
      ],
    });
    expect(await refusal("unassociated")).toContain("the pod has no AWS credentials");
    expect(await refusal("impostor")).toContain("no credentials from the Pod Identity agent after 8 attempts: it answers 404");
    expect(await refusal("unreached")).toMatch(/weights: refused: \S+ cannot be read from the vault after 8 attempts/);
    expect(keep.asked.filter(({ status }) => status !== 200).map(({ account }) => account)).toContain(`${keep.serving}/default`);
    expect(keep.vault.requests).toHaveLength(before);
  } finally {
    await run.node.kubectl.apply(keep.policy("loader-to-vault"));
    await end("unreached", "unassociated", "impostor");
  }
});

test("one bit that is another in the vault stops the pod, and its description says why; the server serves on", async () => {
  await keep.put("model.safetensors", flipped(filesOf({})["model.safetensors"]!));
  try {
    await keep.startPod("altered");
    expect(await refusal("altered")).toMatch(/weights: refused: model\.safetensors has SHA-256 [0-9a-f]{64}; expected [0-9a-f]{64}/);
    expect(await keep.ask()).toMatch(/^200 /);
  } finally {
    await keep.put("model.safetensors");
    await end("altered");
  }
});

test("the probe of the keep, which runs when the server is ready, finds every way closed", async () => {
  const probes = ["-n", probesNamespace(keep.spec.name)];
  const condition = () => run.node.kubectl.run([...probes, "get", "job", "probe", "-o", "jsonpath={.status.conditions[*].type}"]);
  await until("the probe has ended", async () => (await condition()) !== "");
  const line = (await run.node.kubectl.run([...probes, "logs", "job/probe"])).split("\n").at(-1)!;
  expect(JSON.parse(line)).toMatchObject({ verdict: "closed" });
});
