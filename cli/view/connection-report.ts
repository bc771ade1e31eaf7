import { clientLimits } from "../../catalog/client-limits.ts";
import type { Connection, SecretKey } from "../../charts/connection.ts";
import { modelServerName } from "../../charts/names.ts";
import type { Paint } from "../../terminal/paint.ts";
import { curlSnippet, pythonSnippet } from "./connection-snippets.ts";

/** A client's contract with one model, as text. @param endpointService name of the VPC endpoint service, where the stack has it as an output */
export function connectionReport(connection: Connection, endpointService: string | undefined, paint: Paint): string {
  const { client, from, endpoint, model, identity, certificates, limits, routes } = connection;
  const rows: [string, string][] = [
    ["from", from.kind === "workload" ? `pods in namespace ${from.namespace}, service account ${from.serviceAccount}` : from.principal],
    ...(from.kind === "workload"
      ? [
          ["label", `${from.label.key}: ${from.label.value}, on these pods; without it network policies drop their packets`] as [
            string,
            string,
          ],
        ]
      : [["VPC endpoint", `to the endpoint service ${endpointService ?? "in the stack output endpointServiceName"}`] as [string, string]]),
    [
      "endpoint",
      `https://${endpoint.host}:${endpoint.port}${from.kind === "workload" ? "" : ", a hostname to resolve to the VPC endpoint"}`,
    ],
    ["model", `${model.name}, ${model.contextTokens} tokens of context`],
    ["server's CA", serverAuthority(certificates)],
    ["certificate", `for client authentication, with ${identity} as its only URI SAN; others are refused`],
    ["signed by", clientAuthority(certificates)],
    [
      "revoked",
      `certificates on the CRL in the same Secret; an open connection accepts no new requests after ${certificates.connectionSeconds} s`,
    ],
    [
      "granted",
      `${Object.entries(clientLimits)
        .map(([name, { contract }]) => `${limits[name as keyof typeof clientLimits]} ${contract}`)
        .join(", ")} (not enforced yet: stay within it)`,
    ],
    ["connections", `${limits.connections} to one replica at once; reserved for this client`],
    ["one request", `at most ${limits.bodyBytes} bytes; completed within ${limits.requestSeconds} s or cut off`],
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
  return authority ? key(authority) : `the issuer of ${key(server)}: the certificate was supplied, so the keep does not know its CA`;
}

function clientAuthority({ clientIssuer: issuer, clientAuthority: authority }: Connection["certificates"]): string {
  return `${issuer ? `cert-manager's ${issuer.kind} ${issuer.name}` : "the authority"} whose certificate is in ${key(authority)}`;
}
