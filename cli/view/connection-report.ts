import type { Connection, SecretKey } from "../../charts/connection.ts";
import { modelServerName } from "../../charts/names.ts";
import type { Paint } from "../../terminal/paint.ts";
import { curlSnippet, pythonSnippet } from "./connection-snippets.ts";

/** A client's contract with one model, for people. @param endpointService name of the VPC endpoint service, where the stack tells it */
export function connectionReport(connection: Connection, endpointService: string | undefined, paint: Paint): string {
  const { client, from, endpoint, model, identity, certificates, limits, routes } = connection;
  const rows: [string, string][] = [
    ["from", from.kind === "workload" ? `pods in namespace ${from.namespace}, service account ${from.serviceAccount}` : from.principal],
    ...(from.kind === "workload"
      ? [["label", `${from.label.key}: ${from.label.value}, on these pods; without it the network drops their packets`] as [string, string]]
      : [
          ["VPC endpoint", `to the endpoint service ${endpointService ?? "that the stack's output endpointServiceName names"}`] as [
            string,
            string,
          ],
        ]),
    ["endpoint", `https://${endpoint.host}:${endpoint.port}${from.kind === "workload" ? "" : ", a name to resolve to the VPC endpoint"}`],
    ["model", `${model.name}, ${model.contextTokens} tokens of context`],
    ["server's CA", serverAuthority(certificates)],
    ["certificate", `for client authentication, with ${identity} as its one URI name; with two, or another, it is refused`],
    ["signed by", clientAuthority(certificates)],
    [
      "revoked",
      `whoever is on the list in the same place; an open connection takes no further request after ${certificates.connectionSeconds} s`,
    ],
    [
      "granted",
      `${limits.requestsPerMinute} requests a minute, ${limits.concurrent} at once; ${limits.inputTokens} tokens in, ${limits.outputTokens} out (not enforced yet: keep to it)`,
    ],
    ["connections", `${limits.connections} to one replica at once; held for this client alone`],
    ["one request", `at most ${limits.bodyBytes} bytes; answered within ${limits.requestSeconds} s or cut off`],
    ["may call", routes.map(({ method, path }) => `${method} ${path}`).join(", ")],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    paint("bold", model.key === modelServerName ? client : `${client}, model ${model.key}`),
    ...rows.map(([name, text]) => `  ${paint("dim", name.padEnd(width))}  ${text}`),
    "",
    ...indented(curlSnippet(connection)),
    "",
    ...indented(pythonSnippet(connection)),
    "",
  ].join("\n");
}

const indented = (text: string) => text.split("\n").map((line) => (line === "" ? "" : `  ${line}`));

const key = ({ namespace, secret, key: name }: SecretKey) => `${name} of Secret ${secret} in namespace ${namespace}`;

function serverAuthority({ serverAuthority: authority, server }: Connection["certificates"]): string {
  return authority ? key(authority) : `that of whoever signed ${key(server)}: the keep was given it ready, and does not know`;
}

function clientAuthority({ clientIssuer: issuer, clientAuthority: authority }: Connection["certificates"]): string {
  return `${issuer ? `cert-manager's ${issuer.kind} ${issuer.name}` : "the authority"} whose certificate is in ${key(authority)}`;
}
