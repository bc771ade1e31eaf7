import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AskedCredentials, podIdentityAgent } from "../../../dev/eks-node/pod-identity-agent.ts";
import { podIdentityAudience } from "../../../dev/eks-node/pod-identity-webhook.ts";
import type { Kubectl } from "../../../dev/sandbox/kubectl.ts";

const credentials = { AccessKeyId: "a", SecretAccessKey: "b", Token: "c", Expiration: "d" };
/** An API server that takes a token's text for its account, and none that begins with `bad`. */
const kubectl = {
  run: async (_: readonly string[], review: string) => {
    const { token } = JSON.parse(review).spec as { token: string };
    const user = { username: `system:serviceaccount:serving:${token}` };
    return JSON.stringify({ status: token.startsWith("bad") ? {} : { authenticated: true, audiences: [podIdentityAudience], user } });
  },
} as unknown as Kubectl;
const asked: AskedCredentials[] = [];
const agent = podIdentityAgent(
  kubectl,
  {
    credentialsOf: async ({ serviceAccount }) => {
      if (serviceAccount === "unlucky") throw new Error("the service is gone");
      return serviceAccount === "server" ? credentials : undefined;
    },
  },
  asked,
);
let url: string;
beforeAll(async () => {
  await once(agent.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(agent.address() as AddressInfo).port}`;
});
afterAll(() => agent.close());

const ask = async (token?: string, path = "/v1/credentials") => {
  const answer = await fetch(url + path, token === undefined ? {} : { headers: { authorization: token } });
  return [answer.status, await answer.json()];
};

test("whoever shows the token of an account with a role is given its credentials; all others are told what is wrong", async () => {
  expect(await ask("server")).toEqual([200, credentials]);
  expect(await ask("default")).toEqual([404, { message: "no association for the account" }]);
  expect(await ask("bad")).toEqual([400, { message: "the token is not valid" }]);
  expect(await ask()).toEqual([400, { message: "no token" }]);
  expect(await ask("server", "/other")).toEqual([404, { message: "no such path" }]);
  expect(await ask("unlucky")).toEqual([500, { message: "the service is gone" }]);
  expect(asked.map(({ account, status }) => [account, status])).toEqual([
    ["serving/server", 200],
    ["serving/default", 404],
    [undefined, 400],
    [undefined, 400],
    [undefined, 404],
    ["serving/unlucky", 500],
  ]);
});
