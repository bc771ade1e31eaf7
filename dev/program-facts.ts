import { createHash } from "node:crypto";
import { programConfigMapName } from "../charts/inference/program-config.ts";
import { loaderFiles } from "../charts/weights/loader-files.ts";
import { chartTexts } from "../infra/kubernetes/chart-texts.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** SHA-256 of each program that a ConfigMap of a keep carries, by its name there. */
export function programFacts() {
  const { loader, probe, server } = chartTexts();
  const scripts = Object.fromEntries(loaderFiles.map((file) => [file, loader[file]]));
  return {
    probe: sha256(probe),
    server: { configMap: programConfigMapName(server), files: { "init.py": sha256(server.init), "probe.py": sha256(server.probe) } },
    loader: {
      configMap: `weights-loader-${sha256(JSON.stringify(scripts)).slice(0, 10)}`,
      files: Object.fromEntries(loaderFiles.map((file) => [file, sha256(loader[file])])),
    },
  };
}
