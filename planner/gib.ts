/** Bytes in one GiB, the unit of vLLM's own memory report. */
export const GiB = 1024 ** 3;
