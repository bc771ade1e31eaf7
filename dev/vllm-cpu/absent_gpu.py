"""absent_gpu.py SITE: puts small libraries where PyTorch's build for CUDA looks for the libraries of GPUs, so that it loads without them.

PyPI has no PyTorch for CPUs alone, and CUDA's libraries are some gigabytes that no CPU ever calls. PyTorch links them by name, so each name
must be there, with every symbol that the libraries which are kept take from it. A function here ends the process and says which it was;
of data there is only what C++ needs to tell one type from another. Nothing is pretended: CUDA's own runtime is kept, and finds no driver.
Needs binutils and gcc. SITE is the folder that holds `torch`.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

# What PyTorch has for GPUs alone.
REMOVED = ("libtorch_cuda.so", "libtorch_nvshmem.so", "libtorch_cuda_linalg.so", "libcaffe2_nvrtc.so")
# What the rest is linked against, and is made here: PyTorch's own, and NVIDIA's with what its symbols begin with.
ABSENT = ("libtorch_cuda.so", "libcupti.so.13", "libcudnn.so.9", "libcufile.so.0", "libnccl.so.2")
OWNER = {"libcupti.so.13": r"cupti", "libcudnn.so.9": r"cudnn", "libcufile.so.0": r"cuFile", "libnccl.so.2": r"nccl"}


def symbols(library, which):
    """Names of the dynamic symbols of a library, with their versions: `undefined-only` or `defined-only`."""
    said = subprocess.run(["nm", "-D", f"--{which}", str(library)], check=True, capture_output=True, text=True).stdout
    return {line.split()[-1] for line in said.splitlines()}


def wanted(folder, own):
    """Symbols that the kept libraries take from each absent one: NVIDIA's by their prefix, PyTorch's by what its own library had."""
    kept = (*folder.glob("*.so"), *folder.parent.glob("_C*.so"))
    found = {library: set() for library in ABSENT}
    for name in set().union(*(symbols(library, "undefined-only") for library in kept)):
        bare = name.split("@")[0]
        library = next((library for library, prefix in OWNER.items() if re.match(prefix, bare)), None)
        if library is None and bare in own:
            library = "libtorch_cuda.so"
        if library:
            found[library].add(name)
    return found


def assembly(name):
    """One symbol: a function that says its name and ends the process, or the name of a C++ type."""
    bare = name.split("@")[0]
    text = f'.section .rodata\n.Ltext_{bare}: .asciz "{bare}"\n'
    if bare.startswith("_ZTI"):
        place = "_ZTVN10__cxxabiv117__class_type_infoE+16"
        return text + f'.Lname_{bare}: .asciz "{bare[4:]}"\n.data\n.balign 16\n.globl {bare}\n.type {bare},@object\n.size {bare},16\n{bare}:\n.quad {place}, .Lname_{bare}\n'
    if bare.startswith("_ZTV"):
        return text + f".data\n.balign 16\n.globl {bare}\n.type {bare},@object\n.size {bare},1024\n{bare}:\n.fill 128,8,0\n"
    return text + f".text\n.globl {bare}\n.type {bare},@function\n{bare}:\nlea .Ltext_{bare}(%rip),%rdi\njmp absent_gpu_called\n.size {bare},.-{bare}\n"


# Two are called while PyTorch describes to Python what it has: where a hook of NCCL is left, and an object that stands as the default of
# an argument. Nobody looks into it but its destructor, which takes zeros; what Python asks is its type, which libtorch_python.so has.
CALLED_AT_LOAD = {
    "_ZN4c10d15get_gil_checkerEv": "static void *hook;\nvoid *{name}(void) {{ return &hook; }}\n",
    "_ZN4c10d16ProcessGroupNCCL7OptionsC1Eb": "extern char _ZTVN4c10d16ProcessGroupNCCL7OptionsE[];\n"
    "void {name}(void **self) {{\n"
    "  memset(self, 0, malloc_usable_size(self));\n"
    "  self[0] = _ZTVN4c10d16ProcessGroupNCCL7OptionsE + 16;\n}}\n",
}

CALLED = """
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
__attribute__((visibility("hidden"))) void absent_gpu_called(const char *name) {
  fprintf(stderr, "%s: this is PyTorch without its GPU half\\n", name);
  abort();
}
"""


def build(target, names):
    """Builds one library of these symbols; a version that they are asked for in is theirs."""
    versions = {name.split("@")[1] for name in names if "@" in name}
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        at_load = [text.format(name=name) for name, text in CALLED_AT_LOAD.items() if name in names]
        (folder / "called.c").write_text(CALLED + "".join(at_load))
        (folder / "symbols.s").write_text("".join(map(assembly, sorted(names - CALLED_AT_LOAD.keys()))) + '.section .note.GNU-stack,"",@progbits\n')
        (folder / "versions").write_text("".join(f"{version} {{ global: *; }};\n" for version in sorted(versions)))
        script = [f"-Wl,--version-script={folder}/versions"] if versions else []
        sources = [folder / "called.c", folder / "symbols.s"]
        subprocess.run(
            ["gcc", "-shared", "-fPIC", "-O1", f"-Wl,-soname,{target.name}", *script, "-o", target, *sources, "-Wl,--no-as-needed", "-lstdc++"],
            check=True,
        )


def main(site):
    folder = pathlib.Path(site) / "torch" / "lib"
    own = {name.split("@")[0] for library in REMOVED for name in symbols(folder / library, "defined-only")}
    for library in REMOVED:
        (folder / library).unlink()
    for library, names in wanted(folder, own).items():
        if not names:
            raise SystemExit(f"absent_gpu: nothing is taken from {library}: this is another release of PyTorch")
        build(folder / library, names)
        print(f"absent_gpu: {library} with {len(names)} symbols", file=sys.stderr)


main(*sys.argv[1:])
