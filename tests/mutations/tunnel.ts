import type { Mutation } from "./mutation.ts";

const keeper = { file: "cli/tunnel/keeper.ts", test: "tests/cli/tunnel/keeper.test.ts" };
const handshake = { file: "cli/tunnel/handshake.ts", test: "tests/cli/tunnel/handshake.test.ts" };

/** Edits by which a tunnel would stay open, lead elsewhere, or hide that it has closed. */
export const tunnelMutations: Mutation[] = [
  {
    name: "the plugin lives on when the AWS CLI ends",
    file: "cli/tunnel/session.ts",
    find: "await keeper?.end();\n      await lastWords;",
    replace: "",
    test: "tests/cli/tunnel/session.test.ts",
    fails: "when the AWS CLI alone has ended, its plugin is ended before that is told",
  },
  {
    ...keeper,
    name: "the session is cut off instead of ended",
    find: "for signal in INT TERM KILL",
    replace: "for signal in KILL",
    fails: "a whole group is ended, the plugin in the way in which it closes its session",
  },
  {
    ...keeper,
    name: "a process that does not listen stays",
    find: "for signal in INT TERM KILL",
    replace: "for signal in INT TERM",
    fails: "a group that does not listen is ended all the same",
  },
  {
    name: "the command's failure is swallowed",
    file: "cli/tunnel/run-command.ts",
    find: "resolve(status ?? 128",
    replace: "resolve(0 * 128",
    test: "tests/cli/tunnel/run-command.test.ts",
    fails: "a command has the variable, and its status is ours",
  },
  {
    ...handshake,
    name: "any authority will do",
    find: "{ ca: authority }",
    replace: "{ ca: authority, rejectUnauthorized: false }",
    fails: "a handshake through the tunnel > fails for good with another authority, whatever name it bears",
  },
  {
    ...handshake,
    name: "any name will do where the authority is not known",
    find: "if (wrong) reject",
    replace: "if (wrong && authority) reject",
    fails: "a handshake through the tunnel > fails for good with another name",
  },
  {
    name: "a port that somebody listens at counts as free",
    file: "cli/tunnel/local-port.ts",
    find: 'code === "EADDRINUSE"',
    replace: 'code === "EADDRINUSE" && port < 1024',
    test: "tests/cli/tunnel/local-port.test.ts",
    fails: "a free port is left free; one in use is told of, and the way out",
  },
  {
    name: "an option in place of an instance reaches the AWS CLI",
    file: "cli/tunnel/destination.ts",
    find: "if (!instanceId.test(instance))",
    replace: "if (instance === undefined)",
    test: "tests/cli/tunnel/destination.test.ts",
    fails: "a destination that is none is one message > --instance my-host --host 0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com",
  },
];
