import { describe, expect, it, test } from "vitest";
import { connections } from "../../charts/connection.ts";
import { frontDoor } from "../../charts/front-door/front-door.ts";
import { clientGrants } from "../../charts/isolation/client-grants.ts";
import { keepPhases } from "../../charts/keep.ts";
import type { ClientSpec, KeepSpec } from "../../charts/keep-spec.ts";
import { chartTexts } from "../../infra/kubernetes/chart-texts.ts";
import { onAws, workload } from "./keep-specs.ts";

const principal = "arn:aws:iam::444455556666:role/partner";
const partner: ClientSpec = { ...workload("partner"), from: { kind: "private-link", principal, ranges: ["10.1.0.0/16"] } };
const keep: KeepSpec = {
  ...onAws,
  clients: [workload("bot"), partner],
  certificates: { kind: "cert-manager", issuer: "ca", issuerKind: "ClusterIssuer", clientCa: "clients" },
};
const [bot, outside] = connections([keep]);

/** All that the front door is told, as one text without blanks. */
const told = JSON.stringify(frontDoor(keep)).replaceAll(/\\n|\\| /g, "");

describe("what a client is told is what the keep does", () => {
  it("in-cluster: the label is the one that its network policy asks for", () => {
    const [grant] = clientGrants(keep) as unknown as { spec: { ingress: { from: { podSelector: { matchLabels: object } }[] }[] } }[];
    expect(bot!.from).toEqual({
      kind: "workload",
      namespace: "support",
      serviceAccount: "bot",
      label: { key: "modelkeep/client", value: "bot" },
    });
    expect(grant!.spec.ingress[0]!.from[0]!.podSelector.matchLabels).toEqual({ "modelkeep/client": "bot" });
  });

  it("in-cluster: the endpoint is a Service of the keep, by name and port", () => {
    const services = keepPhases([keep], chartTexts()).flatMap(({ objects }) => objects.filter((object) => object.kind === "Service"));
    const addresses = services.flatMap(({ metadata, spec }) =>
      spec!.ports!.map(({ port }) => `${metadata.name}.${metadata.namespace}.svc:${port}`),
    );
    expect(addresses).toContain(`${bot!.endpoint.host}:${bot!.endpoint.port}`);
  });

  it("every host is a name in the server's certificate", () => {
    const certificate = keepPhases([keep], chartTexts())
      .flatMap(({ objects }) => objects)
      .find((object) => object.kind === "Certificate")!;
    expect(certificate.spec.dnsNames).toEqual(expect.arrayContaining([bot!.endpoint.host, outside!.endpoint.host]));
    expect(bot!.certificates.serverAuthority).toEqual({
      namespace: "modelkeep-demo-serving",
      secret: certificate.spec.secretName,
      key: "ca.crt",
    });
  });

  it("every identity is one that the front door asks for, and every route one that it has", {
    tags: ["client-told-what-the-keep-does"],
  }, () => {
    for (const { identity } of [bot!, outside!]) expect(told).toContain(`"exact":"${identity}"`);
    expect(outside!.identity).not.toBe(bot!.identity);
    for (const { path } of bot!.routes) expect(told).toContain(`"${path}"`);
  });

  it("over PrivateLink: port 443, a name for the VPC endpoint, and no label", () => {
    expect(outside).toMatchObject({
      from: { kind: "private-link", principal },
      endpoint: { host: "demo.modelkeep.internal", port: 443 },
      limits: { requestsPerMinute: 120, concurrent: 16, connections: 32, inputTokens: 16_384, outputTokens: 2048 },
    });
  });
});

it("says that it does not know who signed a certificate that it was given", () => {
  const [given] = connections([{ ...keep, certificates: { kind: "secrets", server: "door", clientCa: "clients" } }]);
  expect(given!.certificates).toEqual({
    clientAuthority: { namespace: "modelkeep-demo-serving", secret: "clients", key: "ca.pem" },
    serverAuthority: undefined,
    server: { namespace: "modelkeep-demo-serving", secret: "door", key: "tls.crt" },
    clientIssuer: undefined,
    connectionSeconds: 300,
  });
});

test("refuses a client over PrivateLink where no listener leads to the front door", () => {
  const closed = { ...keep, network: { ...keep.network, listenerPort: undefined } };
  expect(() => connections([closed])).toThrow("client partner comes over PrivateLink, and the load balancer has no listener");
});
