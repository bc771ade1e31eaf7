import type { Shape } from "../shape/shape.ts";

/** An extension of Envoy with its settings. */
export const typed = (name: string, type: string, content: Readonly<Record<string, Shape>> = {}): Shape => ({
  name,
  typed_config: { "@type": `type.googleapis.com/${type}`, ...content },
});
