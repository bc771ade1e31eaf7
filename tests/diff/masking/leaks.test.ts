import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diffFormats, renderDiff, writeDiff } from "../../../cli/diff/formats.ts";
import { diffSides } from "../../../diff/diff.ts";
import { parseGates } from "../../../diff/gates/gate.ts";
import { gateVerdicts } from "../../../diff/gates/verdict.ts";
import type { Side, SidedStack } from "../../../diff/model.ts";
import { options } from "../options.ts";
import { resource, sidedStack } from "../sided-stack.ts";
import { canaries, telling } from "./canaries.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

/** A secret of no known form: known by where it stands alone. */
const own = "tr0ub4dor-and-3";
const halves = ["Kx8qLm2P", "Wz5nRt7Y"];

const all = Object.values(canaries);
const named = (word: string) => Object.fromEntries(Object.entries(canaries).map(([name, text]) => [`${word}-${name}`, text]));

/** A side on which a credential stands in every place that a program or its author chooses; `salt` makes each text another one. */
function leaky(salt: string): Side {
  const stack = sidedStack({
    config: {
      ...named("small:"),
      "small:dbPassword": own,
      "modelkeep:keep": JSON.stringify({ clients: [{ name: all[2] }], tags: named("tag"), salt }),
    },
    resources: [
      resource("kubernetes:core/v1:Secret", "credentials", {
        data: Object.fromEntries([...all, own].map((text, i) => [`data${i}`, base64(`${text}${salt}`)])),
        stringData: { own: `${own}${salt}`, plain: own, first: `${halves[0]}${salt}`, second: `${halves[1]}${salt}` },
      }),
      resource("kubernetes:core/v1:ConfigMap", "settings", {
        data: {
          ...named(salt),
          file: all.map((text) => `value: ${text} ${salt}`).join("\n"),
          copied: `the same as in the secret: ${own} ${salt}`,
          encoded: base64(`${salt} ${all.join(" ")} ${own}`),
        },
      }),
      resource("kubernetes:apps/v1:Deployment", "server", {
        spec: {
          template: {
            spec: {
              containers: [
                { name: "server", env: [...all, own].map((value, i) => ({ name: `VALUE_${i}`, value: `${value}${salt}` })) },
                { name: "short", env: [{ name: "DB_PASSWORD", value: `pw${salt}9` }] },
              ],
            },
          },
        },
      }),
      resource("aws:ec2/vpc:Vpc", `vpc-${canaries["gitlab"]}`, { cidrBlock: `10.${salt.length}.0.0/16`, tags: { ...named("tag"), salt } }),
      resource("aws:ec2/internetGateway:InternetGateway", `gateway-${salt}-${canaries["aws"]}`, {
        tags: { note: `${canaries["jwt"]}${salt}` },
      }),
    ],
  });
  const failed = { failed: [`the program fails: ${all.join(", ")}; ${own}\nDB_PASSWORD=hunter2`] };
  return {
    name: `feature/${canaries["github"]}-${salt}`,
    stacks: new Map<string, SidedStack | { failed: string[] }>([
      ["dev", stack],
      [`dev-${canaries["slack"]}`, failed],
    ]),
  };
}

/** What must not be seen, whole or in part, as it is or in base64. */
function traces(): string[] {
  const secrets = [...telling, own, ...halves, "hunter2", "pwone9", "pwother9"];
  const parts = secrets.flatMap((text) => (text.length < 24 ? [text] : [text.slice(4, 16), text.slice(-12)]));
  // Base64 of a text that begins at any of three places within other text.
  const encoded = secrets
    .filter(({ length }) => length > 12)
    .flatMap((text) => [0, 1, 2].map((from) => base64(text.slice(from)).slice(0, 14)));
  return [...parts, ...encoded];
}

test("no credential of a program, its settings, its names or its errors is in any format", {
  tags: ["no-credential-in-any-format"],
}, async () => {
  const diff = await diffSides(leaky("one"), leaky("other"), options);
  const verdicts = gateVerdicts(diff, parseGates("exposure,policy,replace,change"));
  const folder = join(tmpdir(), `modelkeep-leaks-${process.pid}`);
  await writeDiff(folder, diff, verdicts);
  const files = ["diff.md", "diff.html", "diff.json", "diff.sarif"].map((name): [string, string] => [
    name,
    readFileSync(join(folder, name), "utf8"),
  ]);
  const texts = [...diffFormats.map((format): [string, string] => [format, renderDiff(format, diff, verdicts)]), ...files];
  const found = texts.flatMap(([name, text]) =>
    traces()
      .filter((trace) => text.includes(trace))
      .map((trace) => `${name}: ${trace}`),
  );
  expect(found).toEqual([]);
  // What changed is told all the same, and so is what the change is about.
  const [, markdown] = texts.find(([name]) => name === "markdown")!;
  expect(markdown).toContain("[secret]");
  for (const told of [
    "kubernetes:core/v1:Secret credentials",
    "kubernetes:core/v1:ConfigMap settings",
    "VALUE",
    "cannot be previewed",
    "aws:ec2/vpc:Vpc",
  ])
    expect(markdown).toContain(told === "VALUE" ? "containers[0].env[0].value" : told);
});

test("the traces are found where nothing is masked, so that the search can tell", () => {
  const open = JSON.stringify([...leaky("one").stacks]) + leaky("one").name + JSON.stringify([...leaky("other").stacks]);
  expect(traces().filter((trace) => open.includes(trace)).length).toBeGreaterThan(telling.length + 4);
});
