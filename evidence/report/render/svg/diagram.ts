import { type Markup, markup } from "../../../../html/markup.ts";
import type { Flows, Zone } from "../../model/flow.ts";
import { edgesOf } from "./edges.ts";
import { layout, type Node, size } from "./layout.ts";

const zoneTitles: Record<Zone, string> = { clients: "Callers", entry: "Ingress", workloads: "Workloads", services: "Services called" };

/** The keep as a diagram: parties in columns, allowed flows as lines. Its description for screen readers refers to the equivalent table. */
export function diagram(flows: Flows): Markup {
  const placed = layout(flows);
  const { edges, height } = edgesOf(placed);
  const parties = `${flows.parties.length} parties and ${flows.flows.length} allowed flows`;
  return markup`<svg class="keep" role="img" aria-labelledby="keep-title keep-desc" viewBox="0 0 ${placed.width} ${height}" width="${placed.width}" height="${height}">
<title id="keep-title">The keep: ${parties}</title>
<desc id="keep-desc">From left to right: callers, ingress, workloads, and the services that they call. A line ends at the port that it may call. The table of flows below has the same content.</desc>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 .6 7.4 4 0 7.4z"/></marker><marker id="tip-in" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 .6 7.4 4 0 7.4z"/></marker></defs>
${placed.columns.map(({ zone, x }) => markup`<text class="zone" x="${x}" y="24">${zoneTitles[zone]}</text><path class="rule" d="M${x} 32h${size.node}"/>\n`)}
${edges.map(({ path, inward }) => markup`<path class="${inward ? "edge in" : "edge"}" d="${path}" marker-end="url(#${inward ? "tip-in" : "tip"})"/>\n`)}
${placed.nodes.map(node)}
</svg>`;
}

function node({ party, x, y, height, title, detail, ports }: Node): Markup {
  const text = (lines: readonly string[], kind: string, top: number, step: number) =>
    lines.map((line, i) => markup`<text class="${kind}" x="${x + size.padding}" y="${top + i * step}">${line}</text>`);
  return markup`<g><rect class="node ${party.zone}" x="${x}" y="${y}" width="${size.node}" height="${height}" rx="5"/>${text(title, "name", y + size.padding + 12, size.title)}${text(detail, "detail", y + size.padding + title.length * size.title + 10, size.detail)}${ports.map(
    ({ on, y: middle }) =>
      markup`<rect class="port" x="${x + 1}" y="${middle - size.port / 2 + 2}" width="${size.node - 2}" height="${size.port - 4}"/><text class="on" x="${x + size.padding}" y="${middle + 4}">${on}</text>`,
  )}</g>\n`;
}
