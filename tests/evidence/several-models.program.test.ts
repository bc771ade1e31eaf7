import { beforeAll, describe, expect, test } from "vitest";
import { settingsIdentity } from "../../evidence/input/settings-identity.ts";
import { proveIdentity } from "../../evidence/proofs/identity.ts";
import type { ProofResult } from "../../evidence/proofs/proof.ts";
import { prove } from "../../evidence/proofs/prove.ts";
import { configOf, symbolicVariant, type Variant, variants } from "../support/several-models.ts";
import { Edit, type Inputs } from "./holes/edit.ts";

const all = Object.keys(variants) as Variant[];
// Made here, once for all tests of the file.
for (const variant of all) await symbolicVariant(variant);

/** What the proofs say of a variant, changed by hand where `edit` is there. */
async function proofsOf(variant: Variant, edit: (program: Edit) => void = () => {}): Promise<ProofResult[]> {
  const program = new Edit(await symbolicVariant(variant));
  edit(program);
  const { clients, clientIssuer } = settingsIdentity(configOf(variant));
  return prove(program.inventory, clients, clientIssuer);
}

describe.each(all)("a keep with several models, %s", (variant) => {
  let results: ProofResult[];
  beforeAll(async () => {
    results = await proofsOf(variant);
  });

  test("everything is proved, of every version of every model", () => {
    expect(results.map((result) => [result.id, result.status, result.status === "undecided" ? result.unknown : []])).toEqual(
      ["no-way-in", "no-way-out", "front-door-callers", "model-server-callers"].map((id) => [id, "proved", []]),
    );
    const versions = { existing: 2, both: 3, next: 3, one: 1, aws: 4 }[variant];
    const examined = results.map((result) => (result.status === "proved" ? result.examined : []));
    expect(examined[2]).toContain(`${versions} front door${versions === 1 ? "" : "s"}`);
    expect(examined[3]).toContain(`${versions} model server${versions === 1 ? "" : "s"}`);
  });

  test("who gets in is each client at the doors of its models, and at no other", () => {
    const door = results[2]!;
    const said = door.status === "proved" ? door.allowed.map(({ says }) => says) : [];
    const at = (namespace: string) =>
      said
        .flatMap((text) => new RegExp(` of namespace ${namespace} reach the front door in Deployment (.*)$`).exec(text)?.[1] ?? [])
        .sort();
    const chat = variant === "existing" || variant === "one" ? ["chat"] : ["chat", "chat-next"];
    if (variant === "aws") {
      expect(at("search")).toEqual(["embed"]);
      const caller = "arn:aws:iam::444455556666:root requests a connection to endpoint service private-link-service";
      expect(said).toEqual(expect.arrayContaining([caller, `${caller} on port 444`]));
      return;
    }
    expect(at("support")).toEqual(chat);
    expect(at("search")).toEqual(variant === "one" ? chat : [...chat, "code"]);
    expect(at("development")).toEqual(variant === "one" ? [] : ["code"]);
  });
});

test("on AWS the policies that say who may do what are proved too", async () => {
  const config = configOf("aws");
  const results = await proveIdentity(new Edit(await symbolicVariant("aws")).inventory, settingsIdentity(config));
  expect(results.map(({ id, status }) => [id, status])).toEqual(
    ["outside-principals", "confused-deputy", "vault-access", "key-users", "endpoint-exits"].map((id) => [id, "proved"]),
  );
});

const pod = (program: Edit, name: string): Inputs => program.inputs(`${program.serving}/${name}`, "Deployment")["spec"]["template"]["spec"];
const serverIn = (program: Edit, name: string): Inputs => pod(program, name)["containers"][0];
const policy = (program: Edit, name: string): Inputs => program.inputs(`${program.serving}/${name}`, "NetworkPolicy")["spec"];
/** A network policy more in the namespace of the model servers. */
const addPolicy = (program: Edit, spec: Inputs) =>
  program.add("kubernetes:networking.k8s.io/v1:NetworkPolicy", "more", {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "more", namespace: program.serving },
    spec: { policyTypes: ["Ingress"], ...spec },
  });
const servers = { matchLabels: { "app.kubernetes.io/instance": "several-models", "app.kubernetes.io/component": "model-server" } };
const serversOf = (model: string) => ({ matchLabels: { ...servers.matchLabels, "app.kubernetes.io/name": model } });
const https = [{ protocol: "TCP", port: 8443 }];
const podsOf = (namespace: string, client: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
  podSelector: { matchLabels: { "modelkeep/client": client } },
});

describe("a hole in the objects of one model or version refutes, whatever the others are like", () => {
  test.each<[string, Variant, string, RegExp, (program: Edit) => void]>([
    [
      "the second model's server listens on a port",
      "existing",
      "model-server-callers",
      /on the node of Deployment code reaches the model server on port 8000/,
      (program) => {
        serverIn(program, "code")["args"] = serverIn(program, "code")["args"].filter((word: string) => !word.startsWith("--uds"));
      },
    ],
    [
      "the next version stands in its node's network",
      "both",
      "no-way-in",
      /^Deployment chat-next is reached from any host that reaches its nodes/,
      (program) => {
        pod(program, "chat-next")["hostNetwork"] = true;
      },
    ],
    [
      "the next version that nobody is led to has a sidecar at its socket",
      "next",
      "model-server-callers",
      /container spy of Deployment chat reaches the model server's socket/,
      (program) =>
        void pod(program, "chat")["containers"].push({ name: "spy", volumeMounts: [{ name: "socket", mountPath: "/run/modelkeep" }] }),
    ],
    [
      "all model servers may call each other",
      "existing",
      "model-server-callers",
      /pods labelled .*model-server of namespace .* reach ports of Deployment (chat|code) that are not the front door's/,
      (program) => addPolicy(program, { podSelector: servers, ingress: [{ from: [{ podSelector: servers }] }] }),
    ],
    [
      "all model servers may call each other's front doors",
      "existing",
      "front-door-callers",
      /of namespace modelkeep-several-models-serving reach the front door in Deployment (chat|code): no client of the settings is in this namespace/,
      (program) => addPolicy(program, { podSelector: servers, ingress: [{ from: [{ podSelector: servers }], ports: https }] }),
    ],
    [
      "a client calls a model that its grant does not name",
      "existing",
      "front-door-callers",
      /of namespace development reach the front door in Deployment chat: the settings grant this client other models, and not this one/,
      (program) =>
        addPolicy(program, { podSelector: serversOf("chat"), ingress: [{ from: [podsOf("development", "editor")], ports: https }] }),
    ],
    [
      "a grant is for all models",
      "existing",
      "front-door-callers",
      /of namespace support reach the front door in Deployment code: the settings grant this client other models, and not this one/,
      (program) => {
        policy(program, "grant-support-bot.chat")["podSelector"] = servers;
      },
    ],
    [
      "a grant is for another client of the same namespace",
      "existing",
      "front-door-callers",
      /modelkeep\/client=guest of namespace search reach the front door in Deployment code: no client of the settings in this namespace has this name/,
      (program) => {
        policy(program, "grant-search.code")["ingress"][0]["from"] = [podsOf("search", "guest")];
      },
    ],
    [
      "the load balancer reaches a model that nobody may call over PrivateLink",
      "aws",
      "front-door-callers",
      /reach the front door in Deployment embed: no PrivateLink client in the settings may call this model/,
      (program) => {
        const { from } = policy(program, "grant-support-bot.chat")["ingress"][0];
        addPolicy(program, { podSelector: serversOf("embed"), ingress: [{ from, ports: https }] });
      },
    ],
    [
      "the second listener is reached past the endpoint service",
      "aws",
      "front-door-callers",
      /reaches LoadBalancer private-link-nlb .*bypassing the endpoint service on port 444$/,
      (program) => {
        const both = { ipProtocol: "tcp", fromPort: 444, toPort: 444 };
        const [nodes, balancer] = [program.output("groups-nodes"), program.output("groups-load-balancer")];
        program.add("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "out", {
          ...both,
          securityGroupId: nodes,
          referencedSecurityGroupId: balancer,
        });
        program.add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "in", {
          ...both,
          securityGroupId: balancer,
          referencedSecurityGroupId: nodes,
        });
      },
    ],
  ])("%s", { tags: ["hole-in-one-model-refutes"] }, async (_, variant, id, says, edit) => {
    const result = (await proofsOf(variant, edit)).find((one) => one.id === id)!;
    expect(result.status).toBe("refuted");
    expect(result.status === "refuted" ? result.counterexamples.map((one) => one.says) : []).toContainEqual(expect.stringMatching(says));
  });

  test("a front door that gets the whole Secret of the authority leaves it open who has its key", {
    tags: ["authority-mounted-by-each-door"],
  }, async () => {
    for (const name of ["chat", "code"]) {
      const results = await proofsOf("existing", (program) => {
        const volume = pod(program, name)["volumes"].find((one: Inputs) => one["name"] === "front-door-client-ca");
        delete volume["secret"]["items"];
      });
      const door = results.find(({ id }) => id === "front-door-callers")!;
      expect(door.status === "undecided" ? door.unknown : []).toEqual([
        expect.stringMatching(new RegExp(`^the front door of Deployment ${name} mounts the entire Secret .*private key is in it$`)),
      ]);
    }
  });

  test("pods of one workload may talk among themselves", async () => {
    const results = await proofsOf("existing", (program) =>
      addPolicy(program, { podSelector: serversOf("code"), ingress: [{ from: [{ podSelector: serversOf("code") }] }] }),
    );
    expect(results.map(({ status }) => status)).toEqual(["proved", "proved", "proved", "proved"]);
  });
});
