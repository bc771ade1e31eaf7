import { join } from "node:path";
import type { Container, PodSpec } from "../../charts/kubernetes/parts.ts";

/** What the container finds on this machine. */
export interface Places {
  /** Folder with the checkpoint's files. */
  checkpoint: string;
  /** Folder with the texts of the programs that the pod mounts. */
  programs: string;
  /** An empty folder for the socket. */
  sockets: string;
}

/** Names of the volumes that a place stands for. */
const standing = ({ checkpoint, programs, sockets }: Places): Record<string, string> => ({
  weights: checkpoint,
  programs,
  socket: sockets,
});

/**
 * Arguments of `docker` or `podman` that run a rendered container on this machine: its command, variables, user and volumes, without a network,
 * on a read-only root and without capabilities, with GPUs as the runtime of NVIDIA's container toolkit gives them.
 * @throws Error for a volume that nothing stands for, and for a variable that is known in a cluster only
 */
export function containerArguments(pod: PodSpec, container: Container, name: string, places: Places): string[] {
  const security = container.securityContext;
  const volumes = new Map(pod.volumes?.map((volume) => [volume.name, volume]));
  const mounts = (container.volumeMounts ?? []).flatMap(({ name: volume, mountPath, readOnly }) => {
    const place = standing(places)[volume];
    if (place !== undefined) {
      // The loader puts the checkpoint into a folder of its volume.
      const target = volume === "weights" ? join(mountPath, "checkpoint") : mountPath;
      return ["--volume", `${place}:${target}${readOnly ? ":ro" : ""}`];
    }
    const size = volumes.get(volume)?.emptyDir?.sizeLimit;
    if (size === undefined) throw new Error(`nothing stands for the volume ${volume}`);
    const bytes = String(size).replace(/i$/, "").toLowerCase();
    return mountPath === "/dev/shm" ? ["--shm-size", bytes] : ["--tmpfs", `${mountPath}:rw,exec,mode=1777,size=${bytes}`];
  });
  const variables = (container.env ?? []).flatMap(({ name: variable, value }) => {
    if (value === undefined) throw new Error(`${variable} is known in a cluster only: a replica over several nodes cannot be tried here`);
    return ["--env", `${variable}=${value}`];
  });
  const [program, ...words] = container.command ?? [];
  if (program === undefined || container.image === undefined) throw new Error(`${container.name} has no command or no image`);
  return [
    ...["run", "--name", name, "--gpus", String(container.resources?.limits?.["nvidia.com/gpu"] ?? 0), "--network", "none"],
    ...["--user", `${security?.runAsUser}:${security?.runAsGroup}`, "--read-only", "--cap-drop", "ALL"],
    ...["--security-opt", "no-new-privileges", ...mounts, ...variables],
    ...["--entrypoint", program, container.image, ...words, ...(container.args ?? [])],
  ];
}
