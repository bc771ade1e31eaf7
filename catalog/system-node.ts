/** Default node without GPUs of a keep on AWS. */
export const systemNode = {
  instance: "m7i.large",
  /** vCPUs of that instance type. */
  vcpus: 2,
  /** Data volume in GiB: add-on images and logs. */
  volumeGiB: 50,
} as const;

/** System volume of every Bottlerocket node, in addition to its data volume, in GiB. Source: the block devices of Bottlerocket's images. */
export const bottlerocketRootGiB = 4;
