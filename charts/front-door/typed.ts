/** An extension of Envoy: its name, and its settings with the type by which Envoy knows them. */
export const typed = (name: string, type: string, content: object = {}) => ({
  name,
  typed_config: { "@type": `type.googleapis.com/${type}`, ...content },
});
