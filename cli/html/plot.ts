import { element, label, picture, short, ticks } from "./svg.ts";

/** One line of a plot. */
export interface Series {
  name: string;
  colour: string;
  points: [number, number][];
  dashed?: boolean;
}

/** A plot of lines over two axes that begin at 0, or over lengths that double. */
export interface Plot {
  id: string;
  title: string;
  description: string;
  x: { name: string; most: number; doubling?: number };
  y: { name: string; most: number };
  series: Series[];
  /** Points that are marked and named. */
  marks: { x: number; y: number; text: string }[];
}

/** Binary thousands, for lengths that double. */
const binary = (value: number) => `${Math.round(value / 102.4) / 10}K`;

const size = { width: 760, height: 360 };
const inner = { left: 70, right: 20, top: 40, bottom: 56 };

/** Draws a plot as an SVG. */
export function plot({ id, title, description, x, y, series, marks }: Plot): string {
  const wide = size.width - inner.left - inner.right;
  const high = size.height - inner.top - inner.bottom;
  const from = x.doubling;
  const across = (value: number) =>
    inner.left + wide * (from === undefined ? value / x.most : Math.log2(Math.max(value, from) / from) / Math.log2(x.most / from));
  const up = (value: number) => inner.top + high * (1 - Math.min(value, y.most) / y.most);
  const xs = from === undefined ? ticks(x.most) : Array.from({ length: Math.floor(Math.log2(x.most / from)) + 1 }, (_, i) => from * 2 ** i);
  const grid = [
    ...ticks(y.most).map(
      (value) =>
        element("line", { x1: inner.left, x2: inner.left + wide, y1: up(value), y2: up(value), stroke: "#e5e7eb" }) +
        label(inner.left - 8, up(value) + 4, short(value), { "text-anchor": "end" }),
    ),
    ...xs.map((value) =>
      label(across(value), inner.top + high + 20, (from === undefined ? short : binary)(value), { "text-anchor": "middle" }),
    ),
    element("path", { d: `M${inner.left} ${inner.top} V${inner.top + high} H${inner.left + wide}`, fill: "none", stroke: "#374151" }),
    label(inner.left + wide / 2, size.height - 12, x.name, { "text-anchor": "middle" }),
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
  const names = series
    .filter(({ name }) => name !== "")
    .map(({ name, colour, dashed }, i) => {
      const top = inner.top + 8 + i * 20;
      return (
        element("line", {
          x1: inner.left + 16,
          x2: inner.left + 44,
          y1: top,
          y2: top,
          stroke: colour,
          "stroke-width": 2.5,
          ...(dashed ? { "stroke-dasharray": "6 4" } : {}),
        }) + label(inner.left + 52, top + 4, name)
      );
    });
  // Marks that lie close together are named above and below the lines in turn.
  const dots = marks.map(
    ({ x: at, y: value, text }, i) =>
      element("circle", { cx: across(at), cy: up(value), r: 5, fill: "#111827" }) +
      label(across(at) + (across(at) > size.width / 2 ? -10 : 10), up(value) + (i % 2 === 0 ? -10 : 22), text, {
        "text-anchor": across(at) > size.width / 2 ? "end" : "start",
      }),
  );
  return picture({ id, title, description, ...size }, ...grid, ...drawn, ...names, ...dots);
}
