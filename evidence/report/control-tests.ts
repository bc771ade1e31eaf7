/** A test of this repository, by file and by the words of its title that stand in the file. */
export interface ShowingTest {
  file: string;
  title: string;
}

const charts = (file: string, ...titles: string[]) => titles.map((title): ShowingTest => ({ file: `tests/charts/${file}`, title }));
const aws = (file: string, ...titles: string[]) => titles.map((title): ShowingTest => ({ file: `tests/infra/aws/${file}.test.ts`, title }));

/**
 * Tests that show a control beyond rules and proofs, for example against a real Envoy or API server. They say nothing about a control's
 * state: they hold for the kit, while the state is about one stack. A test of this table fails where a file or title is gone.
 */
export const controlTests: Readonly<Record<string, readonly ShowingTest[]>> = {
  D1: [
    ...aws("network", "there is no gateway, public address or peering of any kind"),
    ...aws("cluster", "is reached from inside the VPC only", "calls out through the VPC only"),
    ...charts("probes/probe.engine.test.ts", "every way is closed and the control works: status 0"),
  ],
  D2: [
    ...charts("isolation/connectivity.engine.test.ts", "on AWS: the load balancer's subnets come in, the loader's three ways lead out"),
    ...aws("security-groups", "what may leave a group is what its peer admits"),
    ...charts("isolation/client-grants.test.ts", "no policy of any keep has a peer that means everybody, or a rule without peers or ports"),
  ],
  D3: [
    ...charts("inference/vllm-arguments.test.ts", "listen on the Unix socket alone"),
    ...charts("inference/server-container.test.ts", "opens no port"),
    ...charts("front-door/front-door.test.ts", "has the one port"),
  ],
  D4: [
    ...charts(
      "front-door/tls.engine.test.ts",
      "of the list of revoked certificates: who is on it gets in no more, and others do",
      "by HTTP/2 takes no more requests, from whoever does not listen either, and ends with the answer under way",
    ),
    ...charts("front-door/clients.engine.test.ts", "is who its certificate says, in the log", "a granted name with another client's key"),
    ...charts("front-door/envoy-config.test.ts", "asks every entrance for a client certificate, TLS 1.2 or newer, each time"),
  ],
  D5: [
    ...charts(
      "front-door/requests.engine.test.ts",
      "answers 404 to every method, and never hears of it",
      "upgrades nothing, on the three paths neither",
    ),
    ...charts("front-door/envoy-config.test.ts", "allows three routes and answers 404 to the rest"),
  ],
  D6: [
    ...charts("front-door/tls.engine.test.ts", "is not done without: plain HTTP gets nothing, and the log says so", "prefers TLS 1.3"),
    ...aws("vault-policy", "refuses requests without TLS 1.2"),
  ],
  D7: [
    ...aws("keys", "rotates every key, and keeps it for 30 days after its deletion is asked for"),
    ...aws("vault-policy", "are encrypted with the vault's key and no other"),
    ...aws("cluster", "encrypts secrets with the keep's key"),
  ],
  D8: [
    ...charts("inference/server-pod.test.ts", "gets no Kubernetes token", "gives AWS credentials to the loader alone"),
    ...charts("front-door/front-door.test.ts", "holds no secret: certificates are paths"),
  ],
  D9: [
    ...charts("front-door/access-log.engine.test.ts", "has one record for one request, and not a byte of what the client wrote"),
    ...aws("trail", "records every read and write of weights, in the vault and in its copy, and every change in the account"),
    ...aws("cluster", "logs all that EKS can log, into a group that exists first"),
  ],
  D10: [
    ...charts(
      "front-door/shares.engine.test.ts",
      "a client that fills memory with bodies loses its own requests",
      "HTTP/2 connections full of requests whose body never ends",
      "nor from one address what is left to others, while its flood goes on",
    ),
    ...charts("front-door/limits.engine.test.ts", "forward no body before it is complete: a slow sender holds nothing of the model server"),
    ...charts("front-door/envoy-config.test.ts", "never exceed what vLLM takes, and hold where nobody is granted anything"),
    ...charts("isolation/isolation.test.ts", "quotas hold the largest number of replicas and one more, on the nodes they stand on"),
  ],
  D11: charts("inference/vllm-arguments.test.ts", "share no prefix cache between clients"),
  D12: [
    ...charts("inference/server-pod.test.ts", "spreads over zones where it can and over nodes always, among those that it may run on"),
    ...charts("inference/model-server.test.ts", "let one pod at a time be evicted, and one that never became ready at any time"),
    ...aws("private-link", "stands in every zone and balances over all of them"),
  ],
  D13: aws("vault", "locks every version of a file for the days asked for", "receives every encrypted file, and no delete marker"),
  D14: [
    ...aws("vault", "stays when the stack is destroyed, with its policy, lock and encryption"),
    ...aws("private-link", "is internal and cannot be deleted by mistake"),
  ],
  D15: [
    { file: "tests/catalog/vllm.test.ts", title: "know their floor: above it no fixed flaw that a client reaches, below it at least one" },
    ...charts("inference/server-container.test.ts", "runs the image that the spec names by digest"),
    ...aws("gpu-pool", "is named in the launch template, and old nodes make room for new ones"),
  ],
  D16: [
    ...charts("inference/vllm-arguments.test.ts", "are, for any keep and role, in the allow-list, and none is forbidden"),
    ...charts("admission/hostile.engine.test.ts", "refused by $rule: $what"),
  ],
  D17: [
    ...charts("inference/server-container.test.ts", "sees the weights and the probe read-only", "cannot write to the image's file system"),
    ...charts("weights/vault.engine.test.ts", "when one bit of an object is another, however often it starts again"),
  ],
  D18: [
    ...charts("admission/operators.engine.test.ts", "operators have no right to write policies, rights, network or pods"),
    ...aws("bottlerocket", "leaves no host container running"),
  ],
  D19: [
    ...aws("alarms", "tell at once when one of the keep's keys is disabled, scheduled for deletion or given another policy"),
    ...aws("audit-metrics", "raises an alarm at the first request for weights that is refused"),
    ...aws("guard-duty", "watches the cluster's audit log, its nodes and the buckets"),
  ],
  D20: [{ file: "tests/infra/kubernetes/existing.engine.test.ts", title: "shows no change the second time" }],
  D21: [
    ...aws("registry", "gives no other account a way in: no repository policy, no replication"),
    ...aws("vault-policy", "refuses every other account, through the endpoint too"),
    ...aws("key-policies", "nobody else of the account gets at the %s key, nor does another account"),
  ],
};
