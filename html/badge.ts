import { type Markup, markup } from "./markup.ts";

/** Tone of a state: good, warning, bad, or neutral. */
type Tone = "good" | "warn" | "bad" | "none";

const tones: Readonly<Record<string, Tone>> = {
  accept: "good",
  enforced: "good",
  proved: "good",
  holds: "good",
  "not concerned": "good",
  "in force": "warn",
  "accept with waivers": "warn",
  "shape only": "warn",
  waived: "warn",
  partly: "warn",
  undecided: "warn",
  "may concern": "warn",
  advised: "warn",
  advisory: "warn",
  judged: "good",
  own: "warn",
  "not enforced yet": "warn",
  unknown: "bad",
  forbidden: "bad",
  differs: "bad",
  broken: "bad",
  refuted: "bad",
  reject: "bad",
  violation: "bad",
  concerns: "bad",
  expired: "bad",
  unused: "bad",
  create: "good",
  narrower: "good",
  fixed: "good",
  update: "warn",
  other: "warn",
  replace: "bad",
  delete: "bad",
  wider: "bad",
  hit: "bad",
  failed: "bad",
  held: "good",
  "not tried": "warn",
  "not hit": "good",
};

/** A state as a word with its own mark; the colour adds no information. */
export const badge = (state: string): Markup => markup`<span class="badge ${toneOf(state)}">${state}</span>`;

export const toneOf = (state: string): Tone => tones[state] ?? "none";
