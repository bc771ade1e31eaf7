import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { parseLockfile } from "../../charts/weights/lockfile.ts";
import { blockOf } from "./first-answer-blocks.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "modelkeep-first-answer-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bash = (program: string, env: Record<string, string> = {}) =>
  execFileSync("bash", ["-eu", "-c", program], {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });

it("makes a lockfile that the settings take, of every file of a folder", () => {
  const weights = join(folder, "weights");
  bash("mkdir weights; printf '{}' >weights/config.json; printf 'x' >weights/model.safetensors");
  const commit = "a".repeat(40);
  bash(blockOf("mkdir -p models"), { weights, repo: "deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B", commit });
  const { files, source } = parseLockfile(readFileSync(join(folder, "models/r1-1.5b.lock.json"), "utf8"), "DeepSeek-R1-Distill-Qwen-1.5B");
  expect(source.commit).toBe(commit);
  expect(files).toEqual([
    { path: "config.json", size: 2, sha256: "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a" },
    { path: "model.safetensors", size: 1, sha256: "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881" },
  ]);
});

it("makes certificates by which client and front door know each other, until one is revoked", () => {
  bash(blockOf("mkdir -p keys/issued"));
  const verified = (certificate: string, authority: string, ...more: string[]) =>
    bash(`openssl verify ${more.join(" ")} -CAfile ${authority} ${certificate}`);
  const keys = join(folder, "keys");
  expect(verified("keys/server.crt", "keys/servers.crt", "-purpose sslserver")).toContain("OK");
  expect(verified("keys/notebook.crt", "keys/ca.pem", "-purpose sslclient", "-crl_check")).toContain("OK");
  expect(() => verified("keys/notebook.crt", "keys/servers.crt")).toThrow();
  const names = (file: string) => bash(`openssl x509 -in keys/${file} -noout -ext subjectAltName`);
  expect(names("server.crt")).toContain("DNS:model-server.modelkeep-mine-serving.svc");
  expect(names("notebook.crt")).toContain("URI:spiffe://modelkeep/mine/client/notebook");
  writeFileSync(
    join(keys, "revoke"),
    "openssl ca -config openssl.cnf -revoke notebook.crt; openssl ca -config openssl.cnf -gencrl -crldays 14 -out clients.crl",
  );
  bash("cd keys && . ./revoke && cat clients.crt clients.crl >ca.pem");
  expect(() => verified("keys/notebook.crt", "keys/ca.pem", "-purpose sslclient", "-crl_check")).toThrow(/revoked/);
});
