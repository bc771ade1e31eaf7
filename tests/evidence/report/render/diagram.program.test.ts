import { describe, expect, test } from "vitest";
import type { Flows } from "../../../../evidence/report/model/flow.ts";
import { diagram } from "../../../../evidence/report/render/svg/diagram.ts";
import { edgesOf } from "../../../../evidence/report/render/svg/edges.ts";
import { layout, type Node, size } from "../../../../evidence/report/render/svg/layout.ts";
import { wrapped } from "../../../../evidence/report/render/svg/text.ts";
import { examples, reportOf } from "../reported.ts";

const overlap = (a: Node, b: Node) => a.x < b.x + size.node && b.x < a.x + size.node && a.y < b.y + b.height && b.y < a.y + a.height;

describe.each(examples)("the drawing of %s", (stack) => {
  test("has every party in a place of its own, and every flow but those of a party to itself", async () => {
    const { flows } = await reportOf(stack);
    const placed = layout(flows);
    const { edges } = edgesOf(placed);
    expect(placed.nodes.map(({ party }) => party.id).sort()).toEqual(flows.parties.map(({ id }) => id));
    expect(placed.nodes.filter((node, i) => placed.nodes.some((other, j) => j < i && overlap(node, other)))).toEqual([]);
    expect(edges.map(({ flow }) => flow)).toEqual(flows.flows.filter(({ from, to }) => from !== to));
  });

  test("stays within its frame, and says in words what it is", async () => {
    const { flows } = await reportOf(stack);
    const { text } = diagram(flows);
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(text)!.map(Number) as [number, number, number];
    for (const { x, y, height: tall } of layout(flows).nodes) expect([x + size.node <= width, y + tall <= height]).toEqual([true, true]);
    expect(text).toMatch(/role="img" aria-labelledby="keep-title keep-desc"/);
    expect(text).toContain(
      `<title id="keep-title">The keep: ${flows.parties.length} parties and ${flows.flows.length} allowed flows</title>`,
    );
    expect(text).toMatch(/<desc id="keep-desc">[^<]{40,}<\/desc>/);
    expect(text).not.toContain("NaN");
  });
});

test("of a thousand clients the first are drawn, and the rest as one", () => {
  const clients = Array.from({ length: 1000 }, (_, i) => ({
    id: `client ${i}`,
    name: `Client ${i}`,
    zone: "clients" as const,
    detail: "",
    addresses: [],
    identities: [],
  }));
  const server = { id: "server", name: "Model server", zone: "workloads" as const, detail: "", addresses: [], identities: [] };
  const flows: Flows = {
    parties: [...clients, server],
    flows: clients.map(({ id }) => ({ from: id, to: "server", on: "TCP 8443", by: [] })),
    unknown: [],
  };
  const { nodes, flows: drawn, height } = layout(flows);
  expect(nodes.filter(({ party }) => party.zone === "clients").map(({ party }) => party.name)).toEqual([
    ...[0, 1, 2, 3, 4].map((i) => `Client ${i}`),
    "995 more clients",
  ]);
  expect([drawn.length, height < 600]).toEqual([6, true]);
});

describe("text", () => {
  test("is broken between words, cut where a word is too long, and ends with an ellipsis where lines run out", () => {
    expect(wrapped("one two three", 40, 10, 3)).toEqual(["one two", "three"]);
    expect(wrapped("abcdefghijklmnop", 40, 10, 3)).toEqual(["abcdefg", "hijklmn", "op"]);
    expect(wrapped("one two three four five", 40, 10, 2)).toEqual(["one two", "three…"]);
  });
});
