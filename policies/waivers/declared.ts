import type { Subject } from "../rule/subject.ts";
import { parseWaiver, type Waiver } from "./waiver.ts";

/** A waiver and the resource that declares it. */
export interface Declared {
  waiver: Waiver;
  by: Subject | undefined;
}

/** Components whose input `waivers` is read: those of a keep, and `...:Waivers` of any program. */
const declares = /^modelkeep:|:Waivers$/;

/** Whether a resource may declare waivers. */
export const mayDeclare = ({ type }: Pick<Subject, "type">): boolean => declares.test(type);

/**
 * The waivers that the program itself declares, as the input `waivers` of a component. Both engines see inputs of components, and a
 * component is registered before everything in it: so a waiver is known when the first resource that it may hold for is judged.
 */
export function declaredWaivers(subjects: readonly Subject[]): { waivers: Declared[]; malformed: { by: Subject; why: string }[] } {
  const waivers: Declared[] = [];
  const malformed: { by: Subject; why: string }[] = [];
  for (const by of subjects.filter(mayDeclare)) {
    const list = by.at("waivers").when<unknown>({ known: (value) => value, absent: () => [], unknown: () => "an unknown value" });
    if (!Array.isArray(list)) malformed.push({ by, why: `waivers: ${JSON.stringify(list)} is not a list` });
    else
      list.forEach((value: unknown, i) => {
        const parsed = parseWaiver(value);
        if (typeof parsed === "string") malformed.push({ by, why: `waivers[${i}]: ${parsed}` });
        else waivers.push({ waiver: parsed, by });
      });
  }
  return { waivers, malformed };
}
