import { isPackage } from "../engine/packaged.ts";

/** How the command is run in a shell, from the project folder. */
export const command = isPackage ? "npx modelkeep" : "npm run modelkeep --";

/** Path of a documentation page, relative to the project folder. */
export const page = (name: string): string => `${isPackage ? "node_modules/modelkeep/" : ""}docs/${name}`;
