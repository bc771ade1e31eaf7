import { createServer, type Server } from "node:http";
import type { Kubectl } from "../sandbox/kubectl.ts";
import type { PodAccount, PodIdentity } from "./pod-identity.ts";
import { podIdentityAudience } from "./pod-identity-webhook.ts";

/** A role's temporary credentials, as the agent gives them. */
export interface AgentCredentials {
  AccessKeyId: string;
  SecretAccessKey: string;
  Token: string;
  Expiration: string;
}

/** One request of credentials: whose it was by its token, and the status of the answer. */
export interface AskedCredentials {
  /** `namespace/account`; undefined where the token is none of this cluster for this audience. */
  account: string | undefined;
  status: number;
}

interface TokenReview {
  status: { authenticated?: boolean; user?: { username: string }; audiences?: readonly string[] };
}

/** Whose token it is by the API server, if it is one for the agent. */
async function accountOf(kubectl: Kubectl, token: string): Promise<PodAccount | undefined> {
  const review = { apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", spec: { token, audiences: [podIdentityAudience] } };
  const path = "/apis/authentication.k8s.io/v1/tokenreviews";
  const { status } = JSON.parse(await kubectl.run(["create", "--raw", path, "-f", "-"], JSON.stringify(review))) as TokenReview;
  if (status.authenticated !== true || !status.audiences?.includes(podIdentityAudience)) return undefined;
  const [, namespace, serviceAccount] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(status.user?.username ?? "") ?? [];
  return namespace === undefined || serviceAccount === undefined ? undefined : { namespace, serviceAccount };
}

/**
 * Takes the part of the EKS Pod Identity agent with EKS' own service behind it: gives the role's credentials to whoever shows the token of a
 * pod of an associated account.
 * @param asked every request is added to it
 */
export function podIdentityAgent(kubectl: Kubectl, identity: Pick<PodIdentity, "credentialsOf">, asked: AskedCredentials[]): Server {
  return createServer(async (from, to) => {
    const answer = (status: number, body: object, account?: string) => {
      asked.push({ account, status });
      to.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    const token = from.headers.authorization;
    if (from.method !== "GET" || from.url !== "/v1/credentials") return answer(404, { message: "no such path" });
    if (token === undefined) return answer(400, { message: "no token" });
    const account = await accountOf(kubectl, token);
    if (account === undefined) return answer(400, { message: "the token is not valid" });
    const name = `${account.namespace}/${account.serviceAccount}`;
    const credentials = await identity.credentialsOf(account).catch((error: Error) => error);
    if (credentials instanceof Error) return answer(500, { message: credentials.message }, name);
    if (credentials === undefined) return answer(404, { message: "no association for the account" }, name);
    return answer(200, credentials, name);
  });
}
