import { useOwnCatalog } from "../../catalog/own-catalog.ts";
import { readOwnCatalog } from "./read.ts";

/**
 * Adds a project's own rows to the catalog of this process, or removes them if the directory has no such file: for a program that uses the
 * planner and deploys nothing.
 * @param root folder of `Pulumi.yaml`
 * @throws OwnCatalogError with one line per problem of the file
 */
export function useProjectCatalog(root: string): void {
  useOwnCatalog(readOwnCatalog(root));
}
