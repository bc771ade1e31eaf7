import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { previewWithSymbols } from "../../../engine/in-process/symbols/preview.ts";
import type { Change } from "../../../evidence/changes/change.ts";
import { diffReports } from "../../../evidence/changes/diff.ts";
import { inventoryOfPreview } from "../../../evidence/input/from-preview.ts";
import { settingsIdentity } from "../../../evidence/input/settings-identity.ts";
import { buildReport } from "../../../evidence/report/build-report.ts";
import { gather } from "../../../evidence/report/gather.ts";
import type { Report } from "../../../evidence/report/model/report.ts";
import { variantFolder } from "../../support/variant-folder.ts";
import { day, reportOf } from "../report/reported.ts";

const root = resolve(import.meta.dirname, "../../..");

// biome-ignore lint/suspicious/noExplicitAny: the settings as YAML has them, which each row changes somewhere else
type Settings = any;

/** The report of an example whose settings are changed. */
async function reportWith(stack: string, change: (keep: Settings) => void): Promise<Report> {
  const file = parse(readFileSync(join(root, `examples/Pulumi.${stack}.yaml`), "utf8"));
  change(file.config["modelkeep:keep"]);
  const folder = variantFolder(stack, stringify(file));
  try {
    const symbolic = await previewWithSymbols({ root: folder, stack });
    const { project, outputs } = symbolic.preview;
    const identity = settingsIdentity({ values: { "modelkeep:keep": JSON.stringify(file.config["modelkeep:keep"]) } });
    return buildReport(await gather({ project, stack, inventory: inventoryOfPreview(symbolic), outputs, identity, today: day }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const r1 = "r1-distill-32b";
const paths = (changes: readonly Change[]) =>
  changes.filter(({ kind }) => ["path", "port", "principal"].includes(kind)).map(({ direction, text }) => `${direction}: ${text}`);

interface Row {
  name: string;
  stack: string;
  change: (keep: Settings) => void;
  /** What the change is called one way, and back. */
  forth: RegExp;
  back: RegExp;
}

const rows: readonly Row[] = [
  {
    name: "a client's range of 128 times the addresses, which swallows the other client's",
    stack: r1,
    change: ({ clients }) => {
      clients[0].from.ranges = ["10.128.0.0/9"];
    },
    forth: /^wider: Client support-bot has more addresses: was 10\.128\.0\.0-10\.129\.15\.255, and is 10\.128\.0\.0-10\.255\.255\.255$/,
    back: /^narrower: Client support-bot has fewer addresses/,
  },
  {
    name: "a client's range elsewhere",
    stack: r1,
    change: ({ clients }) => {
      clients[0].from.ranges = ["10.200.0.0/16"];
    },
    forth: /^wider: Client support-bot has moved: was 10\.128\.0\.0-10\.129\.15\.255, and is .*10\.200\.0\.0-10\.200\.255\.255/,
    back: /^wider: Client support-bot has moved/,
  },
  {
    name: "a client without ranges, so that no address is refused",
    stack: r1,
    change: ({ clients }) => {
      delete clients[0].from.ranges;
    },
    forth: /^wider: Client contract-review has more addresses: was 10\.128\.0\.0-10\.129\.15\.255, and is 0\.0\.0\.0-255\.255\.255\.255$/,
    back: /^narrower: Client contract-review has fewer addresses/,
  },
  {
    name: "a whole account in place of a role",
    stack: r1,
    change: ({ clients }) => {
      clients[1].from.principal = "arn:aws:iam::777788889999:root";
    },
    forth: /^wider: new path from Client contract-review \(arn:aws:iam::777788889999:root, /,
    back: /^wider: new path from Client contract-review \(arn:aws:iam::777788889999:role\/contract-review, /,
  },
  {
    name: "a network elsewhere",
    stack: r1,
    change: ({ target }) => {
      target.network.cidr = "10.65.0.0/16";
    },
    forth: /^wider: Nodes of gpu-pool has moved/,
    back: /^wider: Nodes of gpu-pool has moved/,
  },
  {
    name: "a client of another namespace",
    stack: "on-prem",
    change: ({ clients }) => {
      clients[0].from.namespace = "elsewhere";
    },
    forth: /^wider: new path from Client search \(pods of namespace elsewhere /,
    back: /^wider: new path from Client search \(pods of namespace (?!elsewhere)/,
  },
];

describe.each(rows)("$name", ({ stack, change, forth, back }) => {
  let before: Report;
  let after: Report;
  beforeAll(async () => {
    before = await reportOf(stack);
    after = await reportWith(stack, change);
  });

  test("is exposure", { tags: ["wider-setting-is-exposure"] }, async () => {
    expect(paths(await diffReports(before, after))).toContainEqual(expect.stringMatching(forth));
  });

  test("and the other way round is said as well", async () => {
    expect(paths(await diffReports(after, before))).toContainEqual(expect.stringMatching(back));
  });
});

test("a range within another is no exposure", async () => {
  const within = await reportWith(r1, ({ clients }) => {
    clients[1].from.ranges = ["10.128.16.0/20", "10.129.0.0/20"];
  });
  expect(paths(await diffReports(await reportOf(r1), within))).toEqual([]);
});

test("the report says whence each client is let in", async () => {
  const { flows } = await reportOf(r1);
  const client = flows.parties.find(({ name }) => name === "Client support-bot");
  expect(client).toMatchObject({ addresses: ["10.128.0.0-10.129.15.255"], identities: ["arn:aws:iam::444455556666:root"] });
});
