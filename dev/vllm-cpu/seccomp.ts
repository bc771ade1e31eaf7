/**
 * Calls of x86-64 Linux that containerd's default profile (RuntimeDefault) withholds from a container without capabilities, as far as a
 * program like vLLM could plausibly make them; not the profile itself, which is a list of what is allowed.
 */
const withheld = {
  ...{ mbind: 237, set_mempolicy: 238, get_mempolicy: 239, migrate_pages: 256, move_pages: 279, set_mempolicy_home_node: 450 },
  ...{ unshare: 272, setns: 308, mount: 165, umount2: 166, pivot_root: 155, chroot: 161, open_tree: 428, move_mount: 429 },
  ...{ fsopen: 430, fsconfig: 431, fsmount: 432, fspick: 433, bpf: 321, perf_event_open: 298, userfaultfd: 323 },
  ...{ keyctl: 250, add_key: 248, request_key: 249, io_uring_setup: 425, io_uring_enter: 426, io_uring_register: 427 },
  ...{ kexec_load: 246, init_module: 175, finit_module: 313, delete_module: 176, reboot: 169, sethostname: 170, setdomainname: 171 },
  ...{ swapon: 167, swapoff: 168, syslog: 103, acct: 163, settimeofday: 164, clock_settime: 227, iopl: 172, ioperm: 173 },
  ...{ open_by_handle_at: 304, name_to_handle_at: 303, lookup_dcookie: 212, quotactl: 179, vhangup: 153 },
};

const architecture = 0xc000003e;
const load = 0x20;
const jumpIfEqual = 0x15;
const answer = 0x06;
const allow = 0x7fff0000;
const notPermitted = 0x00050000 | 1;

/** A BPF program that answers EPERM to {@link withheld}, as `bwrap --seccomp` reads it. */
export function seccompProgram(): Buffer {
  const calls = Object.values(withheld);
  const program: [code: number, yes: number, no: number, value: number][] = [
    [load, 0, 0, 4],
    [jumpIfEqual, 1, 0, architecture],
    [answer, 0, 0, allow],
    [load, 0, 0, 0],
    ...calls.map((call, index): [number, number, number, number] => [jumpIfEqual, calls.length - index, 0, call]),
    [answer, 0, 0, allow],
    [answer, 0, 0, notPermitted],
  ];
  return Buffer.concat(
    program.map(([code, yes, no, value]) => {
      const line = Buffer.alloc(8);
      line.writeUInt16LE(code, 0);
      line.writeUInt8(yes, 2);
      line.writeUInt8(no, 3);
      line.writeUInt32LE(value >>> 0, 4);
      return line;
    }),
  );
}
