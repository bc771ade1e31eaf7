import type { Connection } from "../../charts/connection.ts";

/** Files that both snippets read from the working folder: the server's CA, the client's certificate and its key. */
const files = { authority: "ca.crt", certificate: "tls.crt", key: "tls.key" };

/** Longest answer of an example, in tokens. */
const exampleTokens = 256;

const tokens = ({ limits }: Connection) => Math.min(exampleTokens, limits.outputTokens);

const address = ({ endpoint }: Connection) => `https://${endpoint.host}:${endpoint.port}/v1`;

/** A text quoted as one word of a POSIX shell. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** A chat completion by curl; over PrivateLink it connects to the VPC endpoint's own name and verifies the keep's. */
export function curlSnippet(connection: Connection): string {
  const { endpoint, from, model } = connection;
  const body = { model: model.name, messages: [{ role: "user", content: "Hello" }], max_tokens: tokens(connection) };
  return [
    `curl --fail-with-body --cacert ${files.authority} --cert ${files.certificate} --key ${files.key} \\`,
    ...(from.kind === "private-link" ? [`  --connect-to "${endpoint.host}:${endpoint.port}:$VPC_ENDPOINT:${endpoint.port}" \\`] : []),
    `  --json ${quoted(JSON.stringify(body))} \\`,
    `  ${quoted(`${address(connection)}/chat/completions`)}`,
  ].join("\n");
}

/** The same with OpenAI's Python SDK. */
export function pythonSnippet(connection: Connection): string {
  const { limits, model } = connection;
  return `import ssl, httpx, openai
tls = ssl.create_default_context(cafile="${files.authority}")
tls.load_cert_chain("${files.certificate}", "${files.key}")
client = openai.OpenAI(
    base_url=${JSON.stringify(address(connection))},
    api_key="unused",  # the certificate identifies the client; the front door drops this header
    http_client=httpx.Client(verify=tls, timeout=${limits.requestSeconds}),
)
answer = client.chat.completions.create(
    model=${JSON.stringify(model.name)}, max_tokens=${tokens(connection)}, messages=[{"role": "user", "content": "Hello"}]
)
print(answer.choices[0].message.content)`;
}
