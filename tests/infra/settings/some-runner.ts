/** Settings of a runner that can be used. */
export const someRunner = {
  image: `sha256:${"ab".repeat(32)}`,
  stateBucket: "my-pulumi-state",
  secretsKey: "1234abcd-12ab-34cd-56ef-1234567890ab",
};
