/** A node without GPUs, as a keep on AWS has it where its settings say nothing else. */
export const systemNode = {
  instance: "m7i.large",
  /** vCPUs of that instance type. */
  vcpus: 2,
  /** Data volume in GiB: add-on images and logs. */
  volumeGiB: 50,
} as const;

/** System volume of every Bottlerocket node, beside its data volume, in GiB. Source: the block devices of Bottlerocket's images. */
export const bottlerocketRootGiB = 4;
