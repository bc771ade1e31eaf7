/** How large a picture is drawn, so that its text can be read where it is shown. */
export interface ChartSize {
  name: "wide" | "narrow";
  /** Width of the picture in its own units, which are pixels of the screen that it is drawn for. */
  width: number;
  /** Size of text in the same units; the page's style says the same. */
  font: number;
  /** Width of a character at most. */
  character: number;
}

/**
 * Each chart is drawn for a desk and for a telephone, and the page shows the one that suits: scaled down, the first one's text would be 6 pixels
 * high on a screen of 390. On one of 320 the second one's is 10.
 */
export const chartSizes: Readonly<Record<ChartSize["name"], ChartSize>> = {
  wide: { name: "wide", width: 760, font: 14, character: 7.6 },
  narrow: { name: "narrow", width: 360, font: 13, character: 7.1 },
};
