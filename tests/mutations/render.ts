import type { Mutation } from "./mutation.ts";

/** Edits that would make a rendering say something else than the keep, or write where it must not. */
export const renderMutations: Mutation[] = [
  {
    name: "a secret is written into a file",
    in: "render#hidden",
    find: "if (value === SECRET)",
    replace: 'if (value === "")',
    fails: "unsayable-objects-refused",
  },
  {
    name: "Helm evaluates what a manifest holds",
    in: "helmEscaped",
    find: `text.replaceAll("{{", '{{ "{{" }}')`,
    replace: "text",
    fails: "helm-braces-as-they-stand",
  },
  {
    name: "YAML 1.1 reads other values than were meant",
    in: "manifestText",
    find: 'compat: "yaml-1.1",',
    replace: "",
    fails: "manifests-for-both-yaml",
  },
  {
    name: "a list removes files outside of its folder",
    in: "formerFiles",
    find: "if (odd !== undefined)",
    replace: "if (odd === listFile)",
    fails: "listed-files-outside-stay",
  },
  {
    name: "an identity of another client is told",
    in: "connectionsOfModel",
    find: "clientIdentity(spec.name, client.name)",
    replace: "clientIdentity(client.name, spec.name)",
    fails: "client-told-what-the-keep-does",
  },
  {
    name: "manifests say to Pulumi how to wait",
    in: "withoutPulumi",
    find: '!name.startsWith("pulumi.com/")',
    replace: 'name !== ""',
    fails: "manifests-without-pulumi-annotations",
  },
];
