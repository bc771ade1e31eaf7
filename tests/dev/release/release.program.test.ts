import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copiedFiles } from "../../../dev/release/files.ts";
import { packageManifest } from "../../../dev/release/package-json.ts";
import { release } from "../../../dev/release/release.ts";
import { repositoryManifest } from "../../../dev/release/stage.ts";
import { roomsOf } from "../../../dev/rooms.ts";
import { manifestIn } from "../../../evidence/release/manifest.ts";
import { programState } from "../../../evidence/release/program.ts";
import { sha256 } from "../../../evidence/release/program-files.ts";
import { packed, tar } from "../../support/packed.ts";

const root = resolve(import.meta.dirname, "../../..");
const { version, ...repository } = repositoryManifest(root);
const base = `modelkeep-${version}`;
const work = mkdtempSync(join(tmpdir(), "modelkeep-unpacked-"));
const kit = join(work, "package");
let folder: string;
let paths: string[];

beforeAll(async () => {
  const made = await packed();
  folder = made.folder;
  tar(["xzf", made.tarball], work);
  paths = tar(["tzf", made.tarball], work)
    .trim()
    .split("\n")
    .map((path) => path.replace(/^package\//, ""));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

test("two builds of the same files are equal, byte for byte", () => {
  const again = join(work, "again");
  const files = Object.values(release(root, again));
  expect(files).toEqual([`${base}.tgz`, `${base}.cdx.json`, `${base}.files.json`, `${base}.sha256`]);
  for (const file of files) expect(readFileSync(join(again, file)).equals(readFileSync(join(folder, file))), file).toBe(true);
  const sums = readFileSync(join(again, `${base}.sha256`), "utf8")
    .trim()
    .split("\n");
  expect(sums).toEqual(files.slice(0, 3).map((file) => `${sha256(readFileSync(join(again, file)))}  ${file}`));
});

describe("the tarball", () => {
  test("holds compiled code of the rooms, what that reads, words, and nothing else", () => {
    const compiled = (path: string) => {
      const [, stem, ending] = /^(.+?)(\.d\.ts|\.js)$/.exec(path) ?? [];
      return (
        stem !== undefined &&
        (existsSync(join(root, `${stem}.ts`)) || (ending === ".js" && existsSync(join(root, path))) || stem === "policies/index")
      );
    };
    const known = new Set([...copiedFiles(root), "bin/modelkeep.mjs", "package.json", "release.json"]);
    expect(paths.filter((path) => !known.has(path) && !compiled(path))).toEqual([]);
    expect([...known].filter((path) => !paths.includes(path))).toEqual([]);
    const tops = new Set(paths.map((path) => path.split("/")[0]));
    expect([...tops].sort()).toEqual(
      [
        ...["LICENSE", "Pulumi.yaml", "README.md", "bin", "docs", "examples", "package.json", "release.json", "schema"],
        ...roomsOf(root).map(({ name }) => name),
      ].sort(),
    );
  });

  test("has no test, no fixture, no build tool and nothing that TypeScript alone can run", () => {
    expect(
      paths.filter((path) => /(^|\/)(tests?|fixtures|tools|dev|node_modules)\/|\.test\.|(?<!\.d)\.ts$|package-lock|tsconfig/.test(path)),
    ).toEqual([]);
    expect(paths.length).toBeGreaterThan(2000);
  });

  test("has what the repository's package.json becomes", () => {
    expect(JSON.parse(readFileSync(join(kit, "package.json"), "utf8"))).toEqual(packageManifest({ version, ...repository }));
  });

  test("imports nothing but itself, Node.js, its dependencies and its peers", () => {
    const { dependencies, peerDependencies } = packageManifest({ version, ...repository });
    const known = new Set(Object.keys({ ...dependencies, ...peerDependencies }));
    const foreign = paths
      .filter((path) => path.endsWith(".js"))
      .flatMap((path) => {
        const text = readFileSync(join(kit, path), "utf8");
        return [...text.matchAll(/^(?:import|export) [^;=]*?from "([^"]+)"|\bimport\("([^"]+)"\)|^import "([^"]+)"/gm)].flatMap(
          ([, ...found]) => {
            const name = found.find((one) => one !== undefined) ?? "";
            if (name.startsWith(".")) return existsSync(join(kit, path, "..", name)) ? [] : [`${path}: ${name}`];
            const [first = "", second = ""] = name.split("/");
            return name.startsWith("node:") || known.has(first.startsWith("@") ? `${first}/${second}` : first) ? [] : [`${path}: ${name}`];
          },
        );
      });
    expect(foreign).toEqual([]);
  });

  test("is an unmodified release by its own manifest, which covers every program file and stands beside the tarball", () => {
    expect(programState(kit, manifestIn, kit)).toMatchObject({ state: "unmodified", version });
    const { files } = manifestIn(kit)!;
    const covered = paths.filter((path) => !/\.md$|^(LICENSE|release\.json|schema\/|docs\/|examples\/)/.test(path));
    expect(Object.keys(files).sort()).toEqual(covered.sort());
    expect(readFileSync(join(folder, `${base}.files.json`), "utf8")).toBe(readFileSync(join(kit, "release.json"), "utf8"));
  });
});

test("the bill of materials names the package and each thing that it runs on, at its version", () => {
  const { metadata, components, bomFormat } = JSON.parse(readFileSync(join(folder, `${base}.cdx.json`), "utf8")) as {
    bomFormat: string;
    metadata: { component: { name: string; purl: string } };
    components: { name: string; version: string; hashes?: unknown[] }[];
  };
  expect([bomFormat, metadata.component.name, metadata.component.purl]).toEqual(["CycloneDX", "modelkeep", `pkg:npm/modelkeep@${version}`]);
  const found = new Map(components.map((one) => [one.name, one.version]));
  expect(Object.fromEntries(Object.keys(repository.dependencies).map((name) => [name, found.get(name)]))).toEqual(repository.dependencies);
  expect(components.filter(({ name }) => /^(vitest|fast-check|playwright-core)$/.test(name))).toEqual([]);
});
