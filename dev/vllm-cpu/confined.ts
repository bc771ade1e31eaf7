import { chmodSync, chownSync, mkdirSync, readdirSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Container, PodSpec } from "../../charts/kubernetes/parts.ts";
import { seccompProgram } from "./seccomp.ts";

/** What a pod's container finds outside of itself. */
export interface Surroundings {
  /** Root folder of the image, as `dev/vllm-cpu/install` makes it. */
  root: string;
  /** An empty folder for what is made here: sockets, configuration, the filter of system calls. */
  work: string;
  /** Content of the ConfigMaps that the pod mounts, by name. */
  configMaps: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Folders that stand for other volumes, by the volume's name; seen read-only. */
  folders: Readonly<Record<string, string>>;
}

/** Folder of the socket's volume on this machine, which other containers of the pod would share. */
export const socketFolderOf = (work: string): string => join(work, "socket");

const bytes: Record<string, number> = { Gi: 2 ** 30, Mi: 2 ** 20, Ki: 2 ** 10 };
const sizeOf = (quantity: string) => Number.parseFloat(quantity) * (bytes[/[KMG]i$/.exec(quantity)?.[0] ?? ""] ?? 1);

/** Becomes the container's user and then the program itself: nothing of it is left. */
const become =
  "import os,sys;i=int(sys.argv[1]);g=int(sys.argv[2]);os.setgroups([g]);os.setgid(g);os.setuid(i);os.execvp(sys.argv[3],sys.argv[3:])";

/**
 * A command that runs a container of a rendered pod on this machine, without Kubernetes, under its own constraints: command, arguments,
 * variables and user to the letter; a root that is read-only, the pod's volumes alone writable and of their sizes; no capability, no new
 * privileges; the calls that RuntimeDefault withholds; no network but loopback; PID 1 of its namespace. It has no share of CPU or memory of its own.
 * Needs Linux, root and bubblewrap. Standard input 3 is the filter of system calls: `stdio` of a spawned process has it from `filter`.
 * @throws Error where a volume of the pod stands for nothing here, or the container is not confined as a keep's
 */
export function confinedCommand(pod: PodSpec, container: Container, surroundings: Surroundings): { command: string[]; filter: string } {
  const { root, work, configMaps, folders } = surroundings;
  const security = container.securityContext;
  if (!security?.readOnlyRootFilesystem || security.allowPrivilegeEscalation !== false || security.runAsUser === undefined)
    throw new Error(`${container.name} is not confined as a container of a keep is`);
  const user = String(security.runAsUser);
  const group = String(security.runAsGroup);
  mkdirSync(work, { recursive: true });
  chmodSync(work, 0o755);
  const filter = join(work, "seccomp.bpf");
  writeFileSync(filter, seccompProgram());
  const volumes = new Map(pod.volumes?.map((volume) => [volume.name, volume]));
  const mounts = (container.volumeMounts ?? []).flatMap(({ name, mountPath }) => {
    const volume = volumes.get(name);
    const stand = folders[name];
    if (stand !== undefined) return parents(mountPath).concat("--ro-bind", stand, mountPath);
    if (volume?.configMap) {
      const data = configMaps[volume.configMap.name ?? ""];
      if (data === undefined) throw new Error(`nothing stands for the ConfigMap ${volume.configMap.name}`);
      return [...parents(mountPath), "--ro-bind", written(join(work, name), data), mountPath];
    }
    if (!volume?.emptyDir) throw new Error(`nothing stands for the volume ${name} of ${container.name}`);
    if (name === "socket") {
      const shared = socketFolderOf(work);
      mkdirSync(shared, { recursive: true });
      chownSync(shared, Number(user), Number(group));
      return [...parents(mountPath), "--bind", shared, mountPath];
    }
    return [...parents(mountPath), "--perms", "1777", "--size", String(sizeOf(String(volume.emptyDir.sizeLimit))), "--tmpfs", mountPath];
  });
  const environment = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", ...plainValues(container) };
  const command = [
    ...[
      "bwrap",
      "--unshare-net",
      "--unshare-pid",
      "--unshare-ipc",
      "--unshare-uts",
      "--hostname",
      "model-server",
      "--as-pid-1",
      "--clearenv",
    ],
    ...["--perms", "0755", "--tmpfs", "/", ...rootMounts(root), "--proc", "/proc", "--dev", "/dev", "--ro-bind", "/sys", "/sys"],
    ...mounts,
    ...["--remount-ro", "/", "--chdir", "/vllm-workspace"],
    ...Object.entries(environment).flatMap(([name, value]) => ["--setenv", name, value]),
    ...["--seccomp", "3", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--"],
    ...["python3", "-I", "-S", "-c", become, user, group, ...(container.command ?? []), ...(container.args ?? [])],
  ];
  return { command, filter };
}

/** The image, read-only, in a root where mount points can be made. */
function rootMounts(root: string): string[] {
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const [here, there] = [join(root, entry.name), `/${entry.name}`];
    if (entry.isSymbolicLink()) return ["--symlink", readlinkSync(here), there];
    if (entry.name === "usr") return ["--ro-bind", here, there];
    if (entry.name !== "etc") return ["--perms", statSync(here).mode.toString(8).slice(-4), "--dir", there];
    const within = readdirSync(here).flatMap((name) => ["--ro-bind", join(here, name), `${there}/${name}`]);
    return ["--perms", "0755", "--dir", there, ...within];
  });
}

/** Folders above a mount point, readable for any user. */
function parents(path: string): string[] {
  const parts = path.split("/").slice(1, -1);
  return parts.flatMap((_, index) => ["--perms", "0755", "--dir", `/${parts.slice(0, index + 1).join("/")}`]);
}

function written(folder: string, data: Readonly<Record<string, string>>): string {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  for (const [name, text] of Object.entries(data)) writeFileSync(join(folder, name), text, { mode: 0o444 });
  return folder;
}

const plainValues = (container: Container): Record<string, string> =>
  Object.fromEntries((container.env ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
