import type { ChartSize } from "./chart-size.ts";
import { escaped } from "./markup.ts";

/** An element with attributes and children that are markup already. */
export function element(name: string, attributes: Record<string, string | number>, ...children: string[]): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(typeof value === "number" ? String(Math.round(value * 100) / 100) : value)}"`,
  );
  return children.length === 0 ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${children.join("")}</${name}>`;
}

/** A picture of one size that says what it shows to who cannot see it. */
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

/** Colours of series, told apart by lightness too; the page says what each is on light and on dark paper. */
export const palette = ["var(--one)", "var(--two)", "var(--three)", "var(--four)", "var(--five)"] as const;

/** Colours of all that is no series: text, axes, the lines behind them, and what is left empty. */
export const colours = { ink: "var(--ink)", axis: "var(--axis)", grid: "var(--grid)" } as const;

/** Round numbers between 0 and the most, at most six. */
export function ticks(most: number): number[] {
  const raw = most / 5;
  const scale = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * scale).find((candidate) => candidate >= raw) ?? 10 * scale;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

/** A number as short as an axis has room for. */
export function short(value: number): string {
  const [scale, unit] = value >= 1e9 ? [1e9, "G"] : value >= 1e6 ? [1e6, "M"] : value >= 1e3 ? [1e3, "k"] : [1, ""];
  return `${Number((value / scale).toPrecision(3))}${unit}`;
}
