import type { Mutation } from "./mutation.ts";

const filesTest = "tests/cli/render/rendered-files.test.ts";
const folderTest = "tests/cli/render/out-folder.test.ts";

/** Edits that would make a rendering say something else than the keep, or write where it must not. */
export const renderMutations: Mutation[] = [
  {
    name: "a secret is written into a file",
    file: "cli/render/kubernetes-objects.ts",
    find: "if (value === SECRET)",
    replace: 'if (value === "")',
    test: filesTest,
    fails: "an object that a file cannot say is refused by its name > a secret",
  },
  {
    name: "Helm evaluates what a manifest holds",
    file: "cli/render/helm-chart.ts",
    find: `text.replaceAll("{{", '{{ "{{" }}')`,
    replace: "text",
    test: filesTest,
    fails: "a Helm chart > prints any run of braces as it stands, and never evaluates one",
  },
  {
    name: "YAML 1.1 reads other values than were meant",
    file: "cli/render/manifest-text.ts",
    find: '    compat: "yaml-1.1",\n',
    replace: "",
    test: filesTest,
    fails: "manifests > say any object so that YAML 1.2 and 1.1 both read it",
  },
  {
    name: "a list removes files outside of its folder",
    file: "cli/render/out-folder.ts",
    find: "if (odd !== undefined)",
    replace: "if (odd === listFile)",
    test: folderTest,
    fails: "a list that names ../private/x.yaml removes nothing",
  },
  {
    name: "an identity of another client is told",
    file: "charts/connection.ts",
    find: "clientIdentity(spec.name, client.name)",
    replace: "clientIdentity(client.name, spec.name)",
    test: "tests/charts/connection.test.ts",
    fails:
      "what a client is told is what the keep does > every identity is one that the front door asks for, and every route one that it has",
  },
  {
    name: "manifests say to Pulumi how to wait",
    file: "cli/render/kubernetes-objects.ts",
    find: '!name.startsWith("pulumi.com/")',
    replace: 'name !== ""',
    test: filesTest,
    fails: "manifests > carry no annotation that only Pulumi reads, and every other one",
  },
];
