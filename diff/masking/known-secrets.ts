import type { PreviewResource } from "../../engine/preview.ts";
import type { Side } from "../model.ts";
import { isSecretText, mapTexts } from "./mask-value.ts";
import { isSecretPlace } from "./secret-place.ts";

/** Secret values of both sides. */
export interface KnownSecrets {
  /** Masked everywhere, the longest first. */
  everywhere: string[];
  /** Masked where they are an entire input of the resource, by URN. */
  byUrn: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A shorter secret is masked only in its own place: elsewhere the same text may occur by coincidence. */
const leastLength = 8;

/** Finds secrets of some sides by location: in a Kubernetes Secret, or under a name such as `DB_PASSWORD`. */
export function knownSecrets(...sides: readonly Side[]): KnownSecrets {
  const byUrn = new Map<string, Set<string>>();
  const all = new Set<string>();
  const names = new Set<string>();
  for (const side of sides)
    for (const stack of side.stacks.values()) {
      if ("failed" in stack) continue;
      for (const text of secretsIn(configValues(stack.config), "")) all.add(text);
      for (const resource of stack.preview.resources) {
        for (const name of [resource.name, resource.type, ...resource.name.split("/")]) names.add(name);
        const found = secretsIn(resource.inputs, resource.type);
        if (found.length === 0) continue;
        byUrn.set(resource.urn, new Set([...(byUrn.get(resource.urn) ?? []), ...found]));
        for (const text of found) all.add(text);
      }
    }
  return {
    everywhere: [...all]
      .flatMap(forms)
      .filter((text) => isTelling(text) && !names.has(text))
      .sort(longestFirst),
    byUrn,
  };
}

/** Texts in some inputs that are secret by location. */
function secretsIn(inputs: PreviewResource["inputs"], type: string): string[] {
  const found: string[] = [];
  for (const [key, value] of Object.entries(inputs))
    mapTexts(value, { name: key, secret: isSecretPlace(type, key) }, (text, place) => {
      if (isSecretText(text, place)) found.push(text);
      return text;
    });
  return found;
}

function configValues(config: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).map(([key, text]) => [key, parsed(text)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A secret itself, decoded where it is base64, encoded as base64, and each line of a multi-line one. */
function forms(text: string): string[] {
  const decoded = Buffer.from(text, "base64").toString("utf8");
  const plain = /^[A-Za-z0-9+/=\s]+$/.test(text) && /^[\t\n\r\x20-\x7e]+$/.test(decoded) ? [decoded.trim()] : [];
  const whole = [text, ...plain];
  const lines = whole.flatMap((one) => (one.includes("\n") ? one.split("\n").map((line) => line.trim()) : []));
  return [...whole, ...lines, ...whole.flatMap((one) => [Buffer.from(one).toString("base64").replace(/=+$/, ""), encodeURIComponent(one)])];
}

/** Whether a text is long and mixed enough that any other occurrence is this secret. */
const isTelling = (text: string) => text.length >= leastLength && ((/[0-9]/.test(text) && /[A-Za-z]/.test(text)) || text.length >= 20);

const longestFirst = (a: string, b: string) => b.length - a.length || (a < b ? -1 : 1);
