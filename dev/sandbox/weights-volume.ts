import { spawn } from "node:child_process";
import type { Applied, Kubectl } from "./kubectl.ts";
import { pythonPod } from "./python-pod.ts";

const filler = "modelkeep-sandbox-weights";
/** Unpacks what comes on standard input, and makes it readable for the server's user. */
const unpack = "import sys, tarfile; tarfile.open(fileobj=sys.stdin.buffer, mode='r|').extractall('/volume')";

const fillerPod = (image: string, path: string): Applied =>
  pythonPod({ name: filler, image, volumes: { "/volume": { hostPath: { path, type: "DirectoryOrCreate" } } } });

/** A volume of a folder of the node, for weights. */
export const weightsVolume = (path: string, name = "weights"): Applied => ({
  apiVersion: "v1",
  kind: "PersistentVolume",
  metadata: { name },
  spec: {
    capacity: { storage: "10Gi" },
    accessModes: ["ReadWriteOnce", "ReadOnlyMany"],
    persistentVolumeReclaimPolicy: "Retain",
    hostPath: { path, type: "Directory" },
  },
});

/** Fills a folder of the cluster's one node with a checkpoint, laid out `model/commit/file`, and makes it a volume by the name `weights`. */
export async function fillWeights(kubectl: Kubectl, image: string, checkpoint: string, path: string): Promise<void> {
  await withFiller(kubectl, image, path, async () => {
    const tar = spawn("tar", ["--create", "--directory", checkpoint, "."], { stdio: ["ignore", "pipe", "inherit"] });
    await kubectl.run(["exec", "-i", filler, "--", "python3", "-c", unpack], tar.stdout);
  });
  await kubectl.apply(weightsVolume(path));
}

/** Takes the volume away, and what lies in its folder. */
export async function emptyWeights(kubectl: Kubectl, image: string, path: string): Promise<void> {
  await kubectl.run(["delete", "persistentvolume", "weights", "--ignore-not-found"]);
  const remove = "import os, shutil; [shutil.rmtree(e.path) if e.is_dir() else os.unlink(e.path) for e in os.scandir('/volume')]";
  await withFiller(kubectl, image, path, () => kubectl.run(["exec", filler, "--", "python3", "-c", remove]));
}

async function withFiller(kubectl: Kubectl, image: string, path: string, work: () => Promise<unknown>): Promise<void> {
  await kubectl.apply(fillerPod(image, path));
  await kubectl.run(["wait", "--for=condition=Ready", `pod/${filler}`, "--timeout=300s"]);
  await work();
  await kubectl.run(["delete", "pod", filler, "--now"]);
}
