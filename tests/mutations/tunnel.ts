import type { Mutation } from "./mutation.ts";

/** Edits by which a tunnel would stay open, lead elsewhere, or hide that it has closed. */
export const tunnelMutations: Mutation[] = [
  {
    name: "the plugin lives on when the AWS CLI ends",
    in: "openSession",
    find: "await keeper?.end(); await lastWords;",
    replace: "",
    fails: "session-plugin-ended-first",
  },
  {
    name: "the session is cut off instead of ended",
    in: "script",
    find: "for signal in INT TERM KILL",
    replace: "for signal in KILL",
    fails: "keeper-ends-whole-group",
  },
  {
    name: "a process that does not listen stays",
    in: "script",
    find: "for signal in INT TERM KILL",
    replace: "for signal in INT TERM",
    fails: "keeper-ends-deaf-group",
  },
  {
    name: "the command's failure is swallowed",
    in: "runCommand",
    find: "resolve(status ?? 128",
    replace: "resolve(0 * 128",
    fails: "command-status-is-ours",
  },
  {
    name: "any authority will do",
    in: "handshake",
    find: "{ ca: authority }",
    replace: "{ ca: authority, rejectUnauthorized: false }",
    fails: "handshake-refuses-other-authority",
  },
  {
    name: "any name will do where the authority is not known",
    in: "handshake",
    find: "if (wrong) reject",
    replace: "if (wrong && authority) reject",
    fails: "handshake-refuses-other-name",
  },
  {
    name: "a port that somebody listens at counts as free",
    in: "assertFree",
    find: 'code === "EADDRINUSE"',
    replace: 'code === "EADDRINUSE" && port < 1024',
    fails: "local-port-in-use-told",
  },
  {
    name: "an option in place of an instance reaches the AWS CLI",
    in: "namedDestination",
    find: "if (!instanceId.test(instance))",
    replace: "if (instance === undefined)",
    fails: "bad-tunnel-destination-refused",
  },
];
