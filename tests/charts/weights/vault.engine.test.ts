import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Lockfile } from "../../../charts/keep-spec.ts";
import { lockfileText } from "../../../charts/weights/lockfile.ts";
import { writeCheckpoint } from "./checkpoint.ts";
import { commit } from "./locked.ts";
import { type Ended, type LoaderRun, runLoader, served } from "./run-loader.ts";
import { startTlsFront, type TlsFront } from "./tls-front.ts";
import { agentToken, startVaultService, type VaultService } from "./vault-service.ts";

// The loader against an S3 API that checks signatures and rights, a Pod Identity agent, and a wire on which things go wrong.

const bucket = "team-a-vault";
/** More than two parts of 64 MiB. */
const shard = 150 * 2 ** 20;
const name = "model-1-of-1.safetensors";
let root: string;
let storage: string;
let lockfile: Lockfile;
let vault: VaultService;
const keyOf = (path: string) => `tiny/${commit}/${path}`;
const contentOf = (path: string) => readFileSync(join(root, "checkpoint", path));

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "modelkeep-vault-"));
  lockfile = writeCheckpoint(join(root, "checkpoint"), { shards: 1, shard });
  writeFileSync(join(root, "token"), `${agentToken}\n`);
  vault = await startVaultService(bucket);
  for (const { path } of lockfile.files) await vault.put(keyOf(path), contentOf(path));
});
afterAll(() => {
  vault?.stop();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  storage = mkdtempSync(join(root, "storage-"));
  vault.reset();
});
afterEach(() => rmSync(storage, { recursive: true, force: true }));

const environment = () => ({
  AWS_ENDPOINT_URL_S3: vault.endpoint,
  AWS_CONTAINER_CREDENTIALS_FULL_URI: vault.agent,
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(root, "token"),
});
const load = ({ environment: more, ...run }: Partial<LoaderRun> = {}) =>
  runLoader({
    storage,
    lockfile: lockfileText(lockfile),
    source: ["--bucket", bucket, "--region", "us-east-1"],
    environment: { ...environment(), ...more },
    ...run,
  });

const good = (ended: Ended) => {
  expect(ended).toMatchObject({ code: 0, reason: "" });
  expect(served(storage)).toEqual(lockfile.files.map(({ path }) => path).sort());
  for (const { path } of lockfile.files) expect(readFileSync(join(storage, "checkpoint", path)).equals(contentOf(path))).toBe(true);
};
const refused = (ended: Ended, code: number, reason: RegExp) => {
  expect(ended.reason).toMatch(reason);
  expect(ended.reason.trimEnd().split("\n")).toHaveLength(1);
  expect([ended.code, served(storage)]).toEqual([code, null]);
};

describe("a checkpoint in the vault", () => {
  it("is brought in parts, with the pod's own credentials, and only what the lockfile names", async () => {
    good(await load());
    const ranges = vault.requests.filter(({ path }) => path.endsWith(name)).map(({ range }) => range);
    expect(ranges.sort()).toEqual(["bytes=0-67108863", "bytes=134217728-157286399", "bytes=67108864-134217727"]);
    expect(new Set(vault.requests.map(({ path }) => path))).toEqual(new Set(lockfile.files.map(({ path }) => `/${bucket}/${keyOf(path)}`)));
    expect(vault.asked()).toBe(1);
  });

  it("is brought although answers fail, end early, or say another range, for a while", async () => {
    const faults = [
      { answer: 503, code: "SlowDown" },
      { answer: 500, code: "InternalError" },
      // Which request meets a fault is chance: one byte is less than the smallest file.
      { cutAfter: 1 },
      { cutAfter: 0 },
      { header: ["content-range", ""] as [string, string] },
    ];
    vault.fault((n) => faults[n]);
    good(await load({ attempts: 6 }));
    expect(vault.requests.length).toBe(lockfile.files.length - 1 + 3 + faults.length);
  });

  it("is brought with new credentials once the old ones have expired, whether it was told or finds out", async () => {
    vault.fault((n) => (n === 0 ? { answer: 400, code: "ExpiredToken" } : undefined));
    good(await load());
    expect(vault.asked()).toBeGreaterThanOrEqual(2);

    vault.reset();
    rmSync(join(storage, "checkpoint"), { recursive: true });
    // Two minutes are within the margin: each request asks anew.
    vault.give((_, given) => ({ ...given, Expiration: new Date(Date.now() + 120_000).toISOString() }));
    good(await load());
    expect(vault.asked()).toBe(vault.requests.length);
  });

  it("is brought although the agent does not know the pod yet", async () => {
    vault.give((n, given) => (n < 2 ? 404 : given));
    good(await load());
  });
});

describe("nothing is served", () => {
  it("when the secret is wrong", async () => {
    vault.give((_, given) => ({ ...given, SecretAccessKey: "x".repeat(40) }));
    refused(
      await load(),
      12,
      /^weights: refused: \S+: the vault answers 403 SignatureDoesNotMatch: it is not in the vault, or the pod's role may not/,
    );
  });

  it("when the key is unknown", async () => {
    vault.give((_, given) => ({ ...given, AccessKeyId: "ASIAAAAAAAAAAAAAAAAA" }));
    refused(await load(), 12, /the vault answers 403 \w+/);
  });

  it("when the role may not read this bucket", async () => {
    refused(await load({ source: ["--bucket", "another-vault", "--region", "us-east-1"] }), 12, /the vault answers 40[34] \w+/);
  });

  it("when the agent refuses the pod", async () => {
    writeFileSync(join(root, "other-token"), "stolen");
    const environment = { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(root, "other-token") };
    refused(await load({ environment }), 12, /no credentials from the Pod Identity agent after 3 attempts: it answers 403\n$/);
  });

  it("when the agent answers nonsense", async () => {
    vault.give(() => ({}) as never);
    refused(await load(), 12, /after 3 attempts: its answer holds no credentials\n$/);
  });

  it("when S3 fails for good", async () => {
    vault.fault(() => ({ answer: 503, code: "SlowDown" }));
    refused(await load(), 12, /^weights: refused: \S+ cannot be read from the vault after 3 attempts: 503 SlowDown\n$/);
  });

  it("when every answer ends early", async () => {
    vault.fault(() => ({ cutAfter: 1 }));
    refused(await load(), 12, /cannot be read from the vault after 3 attempts/);
  });

  it("when the vault sends the client elsewhere", async () => {
    vault.fault(() => ({ answer: 307, code: "TemporaryRedirect" }));
    refused(await load(), 12, /the vault answers 307 TemporaryRedirect\n$/);
    expect(vault.requests.length).toBeLessThanOrEqual(lockfile.files.length + 2);
  });

  /** Runs with an object changed, and changes it back. */
  async function withObject(path: string, content: Buffer | undefined, judge: (ended: Ended) => void): Promise<void> {
    await (content ? vault.put(keyOf(path), content) : vault.remove(keyOf(path)));
    vault.reset();
    try {
      judge(await load());
    } finally {
      await vault.put(keyOf(path), contentOf(path));
    }
  }

  it("when one bit of an object is another, however often it starts again", { tags: ["shows-D17"] }, async () => {
    const content = contentOf(name);
    content.writeUInt8(content.readUInt8(shard - 1) ^ 1, shard - 1);
    await withObject(name, content, (ended) =>
      refused(ended, 11, /refused: model-1-of-1\.safetensors has SHA-256 [0-9a-f]{64}; expected [0-9a-f]{64}\n$/),
    );
    await withObject(name, content, (ended) => refused(ended, 11, /refused: model-1-of-1\.safetensors has SHA-256/));
    // What was good is kept, what was bad is brought anew.
    const ended = await load();
    expect(ended.out).toContain("1 brought");
    good(ended);
  });

  it.each([
    ["longer", Buffer.from("{}{}"), 11, /refused: tokenizer\.json has 4 bytes in the vault; expected 2\n$/],
    ["shorter", Buffer.from("{"), 11, /refused: tokenizer\.json has (1|fewer) bytes in the vault; expected 2\n$/],
    ["missing", undefined, 12, /refused: tokenizer\.json: the vault answers 40[34] \w+: it is not in the vault/],
  ] as const)("when an object is %s", async (_, content, code, reason) => {
    await withObject("tokenizer.json", content, (ended) => refused(ended, code, reason));
  });

  it("when an environment names another S3, or another agent, and neither hears of it", async () => {
    refused(await load({ environment: { AWS_ENDPOINT_URL_S3: "https://s3.example" } }), 12, /AWS_ENDPOINT_URL_S3 is for tests/);
    refused(await load({ environment: { AWS_ENDPOINT_URL_S3: "http://127.0.0.1.example" } }), 12, /AWS_ENDPOINT_URL_S3 is for tests/);
    const agent = (address: string) => load({ environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: address } });
    refused(await agent("http://169.254.169.254/latest/meta-data"), 12, /is not the Pod Identity agent/);
    refused(await agent("https://credentials.example/"), 12, /is not the Pod Identity agent/);
    refused(await agent(""), 12, /the pod has no AWS credentials/);
    expect([vault.asked(), vault.requests.length]).toEqual([0, 0]);
  });
});

describe("over TLS", () => {
  const fronts: TlsFront[] = [];
  afterAll(() => {
    for (const front of fronts) front.stop();
  });

  async function secured(certified: string) {
    const front = await startTlsFront(vault.moto.url, certified, root);
    fronts.push(front);
    return { AWS_ENDPOINT_URL_S3: front.url, SSL_CERT_FILE: front.certificate };
  }

  it("is brought from a host that a trusted authority names", async () => {
    good(await load({ environment: await secured("127.0.0.1") }));
  });

  it("is refused from a host that none does, at once", async () => {
    const { AWS_ENDPOINT_URL_S3 } = await secured("127.0.0.1");
    refused(await load({ environment: { AWS_ENDPOINT_URL_S3 } }), 12, /the vault's certificate is not trusted: self-signed certificate\n$/);
  });

  it("is refused from a host with another one's certificate", async () => {
    refused(await load({ environment: await secured("127.0.0.9") }), 12, /the vault's certificate is not trusted: IP address mismatch/);
  });
});
