import type { PreviewResource } from "../../engine/preview.ts";
import type { Paint } from "../../terminal/paint.ts";
import { shortType } from "./type-name.ts";

interface Row {
  sign: string;
  type: string;
  name: string;
  plan: string;
  info: string;
}

const CREATE = " +   ";
const READ = " >   ";
const GAP = "  ";
/** Columns reserved for a name next to a long type; names matter more than the end of a type token. */
const NAME = 26;

/**
 * The resources as the tree that `pulumi preview` shows: type under its parent, name, plan, and what is protected or
 * retained. No line is wider than `width` columns; a type, and after it a name, that is too long loses its middle.
 */
export function treeLines(resources: readonly PreviewResource[], width: number, paint: Paint): string[] {
  const rows = treeRows(resources);
  const header = { sign: "     ", type: "Type", name: "Name", plan: "Plan", info: rows.some(({ info }) => info !== "") ? "Info" : "" };
  const widest = (column: keyof Row) => Math.max(...[header, ...rows].map((row) => row[column].length));
  const [sign, plan, info] = [widest("sign"), widest("plan"), widest("info")];
  const room = width - sign - plan - info - (info > 0 ? 3 : 2) * GAP.length;
  const name = Math.min(widest("name"), NAME);
  const type = Math.min(widest("type"), room - name);
  const line = (row: Row) => {
    // A row without info may use those columns; its name then follows its type directly.
    const own = room + (info - row.info.length);
    const typeCell = shortened(row.type, own - Math.min(row.name.length, name)).padEnd(type);
    const nameCell = shortened(row.name, own - typeCell.length).padEnd(name - (typeCell.length - type));
    return [typeCell, nameCell, row.plan.padEnd(plan), row.info].join(GAP).trimEnd();
  };
  return [
    paint("bold", header.sign + line(header)),
    ...rows.map((row) => paint(row.sign === READ ? "cyan" : "green", row.sign) + line(row)),
  ];
}

function treeRows(resources: readonly PreviewResource[]): Row[] {
  const children = Map.groupBy(resources, ({ parent }) => parent);
  const rows: Row[] = [];
  const visit = (resource: PreviewResource, branch: string, below: string): void => {
    const [sign, plan] = resource.readId === undefined ? [CREATE, "create"] : [READ, "read"];
    rows.push({ sign, type: branch + shortType(resource.type), name: resource.name, plan, info: flags(resource) });
    const own = children.get(resource.urn) ?? [];
    for (const [index, child] of own.entries()) {
      const last = index === own.length - 1;
      visit(child, below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "));
    }
  };
  for (const root of children.get(undefined) ?? []) visit(root, "", "");
  return rows;
}

function flags({ protect, retainOnDelete }: PreviewResource): string {
  return [protect ? "protected" : "", retainOnDelete ? "retained" : ""].filter(Boolean).join(", ");
}

function shortened(text: string, width: number): string {
  if (text.length <= width) return text;
  const head = Math.ceil((width - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (width - 1 - head))}`;
}
