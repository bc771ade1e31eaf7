import { isPackage } from "../engine/packaged.ts";

/** How the command is called on a shell, from the folder of the project. */
export const command = isPackage ? "npx modelkeep" : "npm run modelkeep --";

/** Where a page of the documentation lies, from the folder of the project. */
export const page = (name: string): string => `${isPackage ? "node_modules/modelkeep/" : ""}docs/${name}`;
