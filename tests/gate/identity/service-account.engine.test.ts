import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Identifier } from "../../../gate/identity/identify.ts";
import { JwksFile } from "../../../gate/identity/jwks-file.ts";
import { startCluster, type TestCluster } from "../../infra/kubernetes/cluster.ts";

// Tokens of a real API server, judged by the keys that it publishes.

const folder = mkdtempSync(join(tmpdir(), "modelkeep-account-"));
const audience = "modelkeep";
let cluster: TestCluster;
let identifier: Identifier;
beforeAll(async () => {
  cluster = await startCluster(1);
  await cluster.kubectl(["create", "serviceaccount", "notebook"]);
  await cluster.kubectl(["create", "serviceaccount", "stranger"]);
  const { issuer } = JSON.parse(await cluster.kubectl(["get", "--raw", "/.well-known/openid-configuration"])) as { issuer: string };
  const path = join(folder, "jwks.json");
  writeFileSync(path, await cluster.kubectl(["get", "--raw", "/openid/v1/jwks"]));
  const identities = [{ kind: "token" as const, issuer, subject: "system:serviceaccount:default:notebook" }];
  const keys = new JwksFile(path, () => performance.now());
  identifier = new Identifier([{ client: "notebook", identities }], [{ issuer, audience, keys }], Date.now);
});
afterAll(async () => {
  await cluster?.down();
  rmSync(folder, { recursive: true });
});

const token = (account: string, ...how: string[]) => cluster.kubectl(["create", "token", account, ...how]);
const shown = async (made: Promise<string>) => identifier.identify({ authorization: `Bearer ${await made}` });

test("the token of a service account is the API key of its client", async () => {
  expect(await shown(token("notebook", `--audience=${audience}`))).toEqual({ client: "notebook", kind: "token" });
});

test("that of another account is not, nor one for the Kubernetes API", async () => {
  expect(await shown(token("stranger", `--audience=${audience}`))).toMatchObject({ rule: "credential-unknown" });
  expect(await shown(token("notebook"))).toMatchObject({ rule: "credential-unknown" });
});
