import { noOwnCatalog, type OwnCatalog, useOwnCatalog } from "../catalog/own-catalog.ts";
import { UsageError } from "../engine/preview.ts";
import { findProject } from "../engine/stack/project.ts";
import { OwnCatalogError, readOwnCatalog } from "../infra/own-catalog/read.ts";

/**
 * The folder of the project that a verb works for, as `findProject` finds it; what the project adds to the catalog is part of it from now on.
 * @throws UsageError where there is no project, or its own file of the catalog is wrong
 */
export async function openProject(from: string): Promise<string> {
  const root = await findProject(from);
  useCatalogOf(root);
  return root;
}

/** The same where a project is of use and need not be there: without one the catalog is the kit's. @throws UsageError where its file is wrong */
export async function openProjectIfAny(from: string): Promise<void> {
  useOwnCatalog(noOwnCatalog);
  const root = await findProject(from).catch(() => undefined);
  if (root !== undefined) useCatalogOf(root);
}

/** Makes what a folder adds to the catalog part of it. @throws UsageError where its file is wrong */
export function useCatalogOf(root: string): void {
  useOwnCatalog(catalogOf(root));
}

/** What a folder adds to the catalog. @throws UsageError where its file is wrong */
export function catalogOf(root: string): OwnCatalog {
  try {
    return readOwnCatalog(root);
  } catch (error) {
    throw error instanceof OwnCatalogError ? new UsageError([error.message]) : error;
  }
}
