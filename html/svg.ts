import type { ChartSize } from "./chart-size.ts";
import { escaped } from "./markup.ts";

/** An element with attributes and children, which are markup already. */
export function element(name: string, attributes: Record<string, string | number>, ...children: string[]): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(typeof value === "number" ? String(Math.round(value * 100) / 100) : value)}"`,
  );
  return children.length === 0 ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${children.join("")}</${name}>`;
}

/** A picture of one size, with a title and description for screen readers. */
export function picture(
  { id, title, description, size, height }: { id: string; title: string; description: string; size: ChartSize; height: number },
  ...children: string[]
): string {
  const named = `${id}-${size.name}`;
  return element(
    "svg",
    {
      viewBox: `0 0 ${size.width} ${height}`,
      role: "img",
      "aria-labelledby": `${named}-title ${named}-description`,
      class: `chart ${size.name}`,
    },
    element("title", { id: `${named}-title` }, escaped(title)),
    element("desc", { id: `${named}-description` }, escaped(description)),
    ...children,
  );
}

export const label = (x: number, y: number, text: string, attributes: Record<string, string | number> = {}) =>
  element("text", { x, y, ...attributes }, escaped(text));

/** Colours of series, distinguishable by lightness too; the page defines them for light and dark mode. */
export const palette = ["var(--one)", "var(--two)", "var(--three)", "var(--four)", "var(--five)"] as const;

/** Colours of everything but series: text, axes, grid lines and empty areas. */
export const colours = { ink: "var(--ink)", axis: "var(--axis)", grid: "var(--grid)" } as const;

/** Round numbers between 0 and the maximum, at most six. */
export function ticks(most: number): number[] {
  const raw = most / 5;
  const scale = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * scale).find((candidate) => candidate >= raw) ?? 10 * scale;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

/** A number in short form for an axis. */
export function short(value: number): string {
  const [scale, unit] = value >= 1e9 ? [1e9, "G"] : value >= 1e6 ? [1e6, "M"] : value >= 1e3 ? [1e3, "k"] : [1, ""];
  return `${Number((value / scale).toPrecision(3))}${unit}`;
}
