import { useOwnCatalog } from "../../catalog/own-catalog.ts";
import { readOwnCatalog } from "./read.ts";

/**
 * Makes what a project adds to the catalog part of it for this process, or takes it out where the folder has no such file: for a program that asks
 * the planner and deploys nothing.
 * @param root folder of `Pulumi.yaml`
 * @throws OwnCatalogError with a line for each thing that is wrong with the file
 */
export function useProjectCatalog(root: string): void {
  useOwnCatalog(readOwnCatalog(root));
}
