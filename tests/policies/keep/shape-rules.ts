import { rules } from "../../../policies/rules.ts";

/** The rules that judge by exact field sets, and the one about what must be there. */
export const shapeRules = rules.filter(({ name }) => /-known-(shape|set|content|rights|fields)$|^kubernetes-keep-complete$/.test(name));
