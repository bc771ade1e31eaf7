import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { limits } from "../../support/limits.ts";

const folder = resolve(import.meta.dirname, "../../../dev/eks-node");
const vault = "weights.s3.eu-central-1.amazonaws.com";

/** A question for a name: identity 0x1234, recursion wanted, class IN. */
function question(name: string, type: number): Buffer {
  const labels = name.split(".").flatMap((label) => [label.length, ...Buffer.from(label)]);
  return Buffer.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, type, 0, 1]);
}
/** What the resolver answers; undefined where it hands the question on. */
function answered(asked: Buffer): Buffer | undefined {
  const program = `import sys; sys.path.insert(0, sys.argv[1]); import names
found = names.answer(bytes.fromhex(sys.argv[2]), {"${vault}": ["10.64.192.8", "10.64.192.72"]})
print("none" if found is None else found.hex())`;
  const { stdout, stderr } = spawnSync("python3", ["-B", "-c", program, folder, asked.toString("hex")], {
    encoding: "utf8",
    timeout: limits.wait,
  });
  expect(stderr).toBe("");
  return stdout.trim() === "none" ? undefined : Buffer.from(stdout.trim(), "hex");
}

test("the vault's name, however it is written, has each of its addresses, and the question is in the answer", () => {
  for (const name of [vault, vault.toUpperCase()]) {
    const asked = question(name, 1);
    const given = answered(asked)!;
    expect([given.readUInt16BE(0), given.readUInt16BE(2) & 0x800f, given.readUInt16BE(6)]).toEqual([0x1234, 0x8000, 2]);
    expect(given.subarray(12, asked.length)).toEqual(asked.subarray(12));
    expect([given.subarray(-20, -16), given.subarray(-4)].map((at) => [...at])).toEqual([
      [10, 64, 192, 8],
      [10, 64, 192, 72],
    ]);
  }
});

test("it has no address of IPv6, and that is an answer; other names are CoreDNS' business", () => {
  const given = answered(question(vault, 28))!;
  expect([given.readUInt16BE(2) & 0x800f, given.readUInt16BE(6)]).toEqual([0x8000, 0]);
  expect(answered(question(`${vault}.modelkeep-serving.svc.cluster.local`, 1))).toBeUndefined();
  expect(answered(question("kubernetes.default.svc.cluster.local", 1))).toBeUndefined();
});
