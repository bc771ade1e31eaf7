import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AwsClient, Call } from "../../../../dev/aws-emulator/client.ts";
import { fillVault, keysOf } from "../../../../dev/sandbox/aws/vault.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "checkpoint-"));
  mkdirSync(join(folder, "Model/commit"), { recursive: true });
  for (const file of ["Model/commit/config.json", "Model/commit/model.safetensors", "Model.lock.json"])
    writeFileSync(join(folder, file), file);
});
afterAll(() => rmSync(folder, { recursive: true }));

const keys = ["Model/commit/config.json", "Model/commit/model.safetensors"];

test("files of the checkpoint have the keys that the loader asks for; its lockfile is none of them", () => {
  expect([...keysOf(folder).keys()].sort()).toEqual(keys);
});

/** A bucket that has its policy from the n-th question on. */
function bucket(from: number) {
  const put = new Map<string, string>();
  let questions = 0;
  const aws = {
    fetch: async () => new Response("", { status: ++questions > from ? 200 : 404 }),
    call: async ({ path, body }: Call) => {
      put.set(path!, new TextDecoder().decode(body as Uint8Array));
      return "";
    },
  } as unknown as AwsClient;
  return { aws, put, questions: () => questions };
}

test("the vault is filled as soon as it stands", async () => {
  const { aws, put, questions } = bucket(2);
  expect((await fillVault(aws, "vault", folder, new AbortController().signal)).sort()).toEqual(keys);
  expect(questions()).toBe(3);
  expect([...put].sort()).toEqual(keys.map((key) => [`/vault/${key}`, key]));
});

test("a vault that never stands is not waited for once the deployment has ended", async () => {
  const { aws, put } = bucket(Number.POSITIVE_INFINITY);
  expect(await fillVault(aws, "vault", folder, AbortSignal.abort())).toEqual([]);
  expect(put.size).toBe(0);
});
