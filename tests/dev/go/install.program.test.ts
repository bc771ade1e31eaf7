import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { limits } from "../../support/limits.ts";

const root = resolve(import.meta.dirname, "../../..");

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "go-install-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

/** Runs an installer with nothing on PATH but the shell's own tools, and a Go that is this script, where there is one. */
function install(judge: string, file: string, go?: string) {
  const path = folder();
  for (const tool of ["bash", "dirname", "basename", "sort", "head", "mkdir", "cat", "cksum"])
    symlinkSync(spawnSync("which", [tool], { encoding: "utf8" }).stdout.trim(), join(path, tool));
  if (go) {
    writeFileSync(join(path, "go"), `#!/bin/bash\n${go}\n`);
    chmodSync(join(path, "go"), 0o755);
  }
  const script = join(root, "dev/judges", judge, "install");
  return spawnSync("bash", [script, file], { env: { PATH: path }, encoding: "utf8", timeout: limits.wait });
}

/** A Go that says its version, lists a module, and builds a program that prints what it was built from. */
const go = `case $1 in
  env) echo go1.26.8 ;;
  list) echo v9.8.7 ;;
  build) [ "$GOFLAGS" = "-mod=readonly -trimpath -buildvcs=false" ] || exit 3; printf '#!/bin/bash\\necho "%s"\\n' "$*" >"$5" && /bin/chmod +x "$5" ;;
esac`;

describe.each([
  { judge: "trivy", module: "github.com/aquasecurity/trivy", version: "v0.74.0" },
  { judge: "conftest", module: "github.com/open-policy-agent/conftest", version: "v0.69.0" },
])("dev/judges/$judge/install", ({ judge, module, version }) => {
  test.each<[string, string | undefined, string]>([
    ["no Go", undefined, `${judge}: no Go on PATH`],
    ["an old Go", "echo go1.26.2", `${judge}: Go 1.26.3 or newer is needed, this is go1.26.2`],
  ])("%s is one clear message", (_, script, message) => {
    const { status, stderr } = install(judge, join(folder(), judge), script);
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(status).toBe(1);
  });

  test("a folder is not taken for the program's place", () => {
    const place = join(folder(), judge);
    mkdirSync(place);
    const { status, stderr } = install(judge, place, go);
    expect(stderr).toContain("is a folder; name the file that the program is to be");
    expect(status).toBe(1);
  });

  test("builds the locked version once, and again only after a change", () => {
    const file = join(folder(), "bin", judge);
    const first = install(judge, file, go);
    expect(first.stdout.trim()).toBe(file);
    expect(first.stderr).toContain(`building 9.8.7 into ${file}`);
    expect(readFileSync(file, "utf8")).toMatch(/-s -w -X \S+=9\.8\.7 /);
    expect(install(judge, file, go).stderr).toBe("");
    writeFileSync(`${file}.locked`, "what another lock says");
    expect(install(judge, file, go).stderr).toContain("building");
  });

  test("a build that fails leaves nothing that looks built", () => {
    const file = join(folder(), judge);
    const { status } = install(judge, file, `[ "$1" = env ] && echo go1.27.0 || exit 1`);
    expect(status).toBe(1);
    expect(existsSync(`${file}.locked`)).toBe(false);
  });

  test("the lock has the version that the docs name", () => {
    const lock = readFileSync(join(root, "dev/judges", judge, "go.mod"), "utf8");
    expect(lock).toMatch(new RegExp(`^\\t${module} ${version}( // indirect)?$`, "m"));
    expect(readFileSync(join(root, "docs/scanner-exceptions.md"), "utf8")).toContain(`builds ${judge} ${version.slice(1)} `);
  });
});
