/** Size of a picture, chosen so that its text is legible where it is shown. */
export interface ChartSize {
  name: "wide" | "narrow";
  /** Width of the picture in its own units: pixels of the target screen. */
  width: number;
  /** Font size in the same units, as in the page's style. */
  font: number;
  /** Maximum width of a character. */
  character: number;
}

/**
 * Each chart is drawn for desktop and for mobile, and the page shows the one that fits: scaled down, the text of the first would be 6
 * pixels high on a 390-pixel screen. On a 320-pixel screen, that of the second is 10.
 */
export const chartSizes: Readonly<Record<ChartSize["name"], ChartSize>> = {
  wide: { name: "wide", width: 760, font: 14, character: 7.6 },
  narrow: { name: "narrow", width: 360, font: 13, character: 7.1 },
};
