import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { oneAssociation } from "../../../dev/eks-node/pod-identity.ts";
import { podIdentityWebhook, withPodIdentity } from "../../../dev/eks-node/pod-identity-webhook.ts";
import { Authority } from "../../../dev/sandbox/certificates.ts";

const pod = {
  metadata: { annotations: { "eks.amazonaws.com/skip-containers": "server,door" } },
  spec: {
    serviceAccountName: "reader",
    initContainers: [{ name: "loader", env: [{ name: "A", value: "b" }], volumeMounts: [{ name: "weights" }] }, { name: "door" }],
    containers: [{ name: "server" }, { name: "other" }],
    volumes: [{ name: "weights" }],
  },
};
const names = (containers: readonly object[]) =>
  containers.map((one) => ("env" in one ? (one.env as { name: string }[]).map(({ name }) => name) : []));
const added = [
  "AWS_STS_REGIONAL_ENDPOINTS",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
];

test("every container but the skipped ones has the variables and the token, besides its own", () => {
  const { initContainers, containers, volumes } = withPodIdentity(pod, "eu-central-1");
  expect(names(initContainers)).toEqual([["A", ...added], []]);
  expect(names(containers)).toEqual([[], added]);
  expect(initContainers[0]).toMatchObject({ volumeMounts: [{ name: "weights" }, { name: "eks-pod-identity-token", readOnly: true }] });
  expect(volumes).toHaveLength(2);
  expect(volumes).toContainEqual(pod.spec.volumes[0]);
});

let folder: string;
let ca: string;
let url: string;
const closed: (() => unknown)[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "webhook-"));
  const authority = new Authority(folder);
  ca = authority.cert;
  const credentials = { AccessKeyId: "", SecretAccessKey: "", Token: "", Expiration: "" };
  const associated = oneAssociation({ namespace: "mine", serviceAccount: "reader" }, credentials);
  const identity = authority.issue("webhook", "serverAuth", ["IP:127.0.0.1"]);
  const server = podIdentityWebhook(identity, associated, "eu-central-1");
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  closed.push(() => server.close());
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/mutate`;
});
afterAll(() => {
  for (const close of closed) close();
  rmSync(folder, { recursive: true });
});

const review = (namespace: string, object: object) =>
  new Promise<{ uid: string; allowed: boolean; patch?: string }>((done, failed) => {
    const asked = request(url, { method: "POST", ca, headers: { "content-type": "application/json" } }, async (answer) => {
      let text = "";
      for await (const part of answer) text += part;
      done(JSON.parse(text).response);
    });
    asked.on("error", failed);
    asked.end(JSON.stringify({ request: { uid: "u", namespace, object } }));
  });

test("a pod of the account in its namespace is patched; of another namespace, or of the account default, it is let through as it is", async () => {
  const { patch = "", ...answer } = await review("mine", pod);
  expect(answer).toMatchObject({ uid: "u", allowed: true, patchType: "JSONPatch" });
  const operations = JSON.parse(Buffer.from(patch, "base64").toString()) as { op: string; path: string; value: object[] }[];
  expect(operations.map(({ op, path, value }) => [op, path, value.length])).toEqual([
    ["add", "/spec/volumes", 2],
    ["add", "/spec/containers", 2],
    ["add", "/spec/initContainers", 2],
  ]);
  expect(await review("other", pod)).toEqual({ uid: "u", allowed: true });
  const { serviceAccountName: _, ...nameless } = pod.spec;
  expect(await review("mine", { ...pod, spec: nameless })).toEqual({ uid: "u", allowed: true });
});
