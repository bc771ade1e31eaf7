import { programFiles, sha256 } from "./program-files.ts";

/** Folders whose files decide which Kubernetes objects a stack has. */
const folders = ["charts/", "infra/kubernetes/"];

/** SHA-256 over the files of a kit that render Kubernetes objects, by path and content. */
export function objectFilesDigest(kit: string): string {
  const files = Object.entries(programFiles(kit)).filter(([path]) => folders.some((folder) => path.startsWith(folder)));
  return sha256(JSON.stringify(files));
}
