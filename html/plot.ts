import { brokenAtBlanks } from "../terminal/broken-at-blanks.ts";
import type { ChartSize } from "./chart-size.ts";
import { colours, element, label, picture, short, ticks } from "./svg.ts";

/** One line of a plot. */
export interface Series {
  name: string;
  colour: string;
  points: [number, number][];
  dashed?: boolean;
}

/** A line plot over two axes that begin at 0, or with a base-2 logarithmic x axis. */
export interface Plot {
  id: string;
  title: string;
  description: string;
  x: { name: string; most: number; doubling?: number };
  y: { name: string; most: number };
  series: Series[];
  /** Marked and labelled points. */
  marks: { x: number; y: number; text: string }[];
}

/** Binary thousands, for the logarithmic axis. */
const binary = (value: number) => `${Math.round(value / 102.4) / 10}K`;

const frames: Readonly<Record<ChartSize["name"], { height: number; left: number; right: number; top: number; bottom: number }>> = {
  wide: { height: 340, left: 70, right: 30, top: 34, bottom: 56 },
  narrow: { height: 300, left: 54, right: 24, top: 34, bottom: 56 },
};
/** Height of a line of text, and of a legend line above the plot area. */
const lineHeight = 20;
/** Start of the legend texts, after a sample of their line. */
const sample = { length: 28, gap: 10 };

interface Placed {
  x: number;
  y: number;
  width: number;
}

/** Whether the first line falls, which leaves room above it on the right instead of the left. */
const falls = ([first]: Series[]) => (first?.points[0]?.[1] ?? 0) > (first?.points.at(-1)?.[1] ?? 0);

/** Position of a mark's label: above it, on the side that the lines leave free, inside the picture, above existing labels. */
function place({ x, y, width }: Placed, taken: Placed[], { falls, left, right }: { falls: boolean; left: number; right: number }) {
  const begin = Math.max(left + 4, Math.min(falls ? x + 8 : x - 8 - width, right - width));
  let base = y - 12;
  const over = (name: Placed) => begin < name.x + name.width && name.x < begin + width && Math.abs(base - name.y) < lineHeight;
  for (let hit = taken.find(over); hit; hit = taken.find(over)) base = hit.y - lineHeight;
  return { x: begin, y: base };
}

/** Every value, or every second, third ... one, so that their labels do not overlap. */
function spaced(values: number[], name: (value: number) => string, room: number): number[] {
  const step = Math.ceil((values.length * (Math.max(...values.map((value) => name(value).length)) + 1)) / room);
  return values.filter((_, at) => at % step === 0);
}

/** Draws a plot as an SVG. */
export function plot({ id, title, description, x, y, series, marks }: Plot, size: ChartSize): string {
  const frame = frames[size.name];
  const named = series
    .filter(({ name }) => name !== "")
    .map((one) => ({
      ...one,
      lines: brokenAtBlanks(one.name, Math.floor((size.width - frame.left - sample.length - sample.gap) / size.character)),
    }));
  const nameRows = named.reduce((sum, { lines }) => sum + lines.length, 0);
  const inner = { ...frame, top: frame.top + nameRows * lineHeight };
  const height = frame.height + nameRows * lineHeight;
  const wide = size.width - inner.left - inner.right;
  const high = height - inner.top - inner.bottom;
  const from = x.doubling;
  const across = (value: number) =>
    inner.left + wide * (from === undefined ? value / x.most : Math.log2(Math.max(value, from) / from) / Math.log2(x.most / from));
  const up = (value: number) => inner.top + high * (1 - Math.min(value, y.most) / y.most);
  const xs = from === undefined ? ticks(x.most) : Array.from({ length: Math.floor(Math.log2(x.most / from)) + 1 }, (_, i) => from * 2 ** i);
  const nameOfX = from === undefined ? short : binary;
  const grid = [
    ...ticks(y.most).map(
      (value) =>
        element("line", { x1: inner.left, x2: inner.left + wide, y1: up(value), y2: up(value), stroke: colours.grid }) +
        label(inner.left - 8, up(value) + 4, short(value), { "text-anchor": "end" }),
    ),
    ...spaced(xs, nameOfX, wide / size.character).map((value) =>
      label(across(value), inner.top + high + 20, nameOfX(value), { "text-anchor": "middle" }),
    ),
    element("path", { d: `M${inner.left} ${inner.top} V${inner.top + high} H${inner.left + wide}`, fill: "none", stroke: colours.axis }),
    label(inner.left + wide / 2, height - 12, x.name, { "text-anchor": "middle" }),
    label(inner.left - 50, inner.top - 14, y.name),
  ];
  const drawn = series.map(({ points, colour, dashed }) =>
    element("polyline", {
      points: points.map(([a, b]) => `${across(a).toFixed(1)},${up(b).toFixed(1)}`).join(" "),
      fill: "none",
      stroke: colour,
      "stroke-width": 2.5,
      ...(dashed ? { "stroke-dasharray": "6 4" } : {}),
    }),
  );
  let row = 0;
  const names = named.map(({ lines, colour, dashed }) => {
    const top = 12 + row * lineHeight;
    row += lines.length;
    const line = element("line", {
      x1: inner.left,
      x2: inner.left + sample.length,
      y1: top,
      y2: top,
      stroke: colour,
      "stroke-width": 2.5,
      ...(dashed ? { "stroke-dasharray": "6 4" } : {}),
    });
    return line + lines.map((text, i) => label(inner.left + sample.length + sample.gap, top + 4 + i * lineHeight, text)).join("");
  });
  const right = inner.left + wide;
  const placed: Placed[] = [];
  const dots = marks.map(({ x: at, y: value, text }) => {
    const spot = { x: across(at), y: up(value), width: text.length * size.character };
    const { x: begin, y: base } = place(spot, placed, { falls: falls(series), left: inner.left, right });
    placed.push({ x: begin, y: base, width: spot.width });
    return element("circle", { cx: spot.x, cy: spot.y, r: 5, fill: colours.ink }) + label(begin, base, text);
  });
  return picture({ id, title, description, size, height }, ...grid, ...drawn, ...names, ...dots);
}
