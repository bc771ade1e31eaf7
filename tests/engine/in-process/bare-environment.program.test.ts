import { expect, test } from "vitest";
import { bareEnvironment } from "../../../engine/in-process/bare-environment.ts";
import { previewInProcess } from "../../../engine/in-process/preview.ts";
import { temporaryProject } from "./temporary-program.ts";

test("what runs a program is let through, whatever could be a credential is not", {
  tags: ["bare-environment-without-credentials"],
}, () => {
  const plain = { PATH: "/bin", HOME: "/home/me", LC_ALL: "C", NODE_OPTIONS: "--enable-source-maps" };
  const secret = {
    AWS_ACCESS_KEY_ID: "AKIA",
    GITHUB_TOKEN: "ghs",
    NODE_AUTH_TOKEN: "npm",
    KUBECONFIG: "/k",
    CI_JOB_JWT: "ey",
    PATHOLOGY: "x",
  };
  expect(bareEnvironment({ ...plain, ...secret })).toEqual(plain);
});

test("a program that is run with it sees no credential", async () => {
  const root = await temporaryProject({
    "index.js": `
      export const seen = Object.keys(process.env).filter((name) => name.startsWith("AWS_") || name.endsWith("TOKEN"));
      export const path = process.env.PATH !== undefined;
    `,
  });
  const inherited = { ...process.env, AWS_SECRET_ACCESS_KEY: "canary", GITHUB_TOKEN: "canary" };
  const open = await previewInProcess({ root, stack: "dev", inherited });
  expect(open.outputs["seen"]).toEqual(expect.arrayContaining(["AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN"]));
  const bare = await previewInProcess({ root, stack: "dev", inherited: bareEnvironment(inherited) });
  expect(bare.outputs).toEqual({ seen: [], path: true });
});
