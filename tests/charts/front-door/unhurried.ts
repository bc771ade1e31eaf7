/** How long Envoy waits for what a slow machine is late with. */
const patience = "3600s";

/** What of the configuration ends a connection, or a request, whose other side takes its time. */
const hurries = [
  "connect_timeout",
  "listener_filters_timeout",
  "request_headers_timeout",
  "request_timeout",
  "transport_socket_connect_timeout",
];

/**
 * A configuration that differs in its patience alone. Nothing here tests how long it waits for a slow client: what `envoyConfig` says of that
 * is held by the unit tests.
 */
export const unhurried = (config: object): object =>
  JSON.parse(JSON.stringify(config), (name, value) => {
    if (hurries.includes(name)) return patience;
    // By default it closes a second after an answer that came before the end of the request, whether that was read or not.
    return typeof value === "object" && value !== null && "request_headers_timeout" in value
      ? { ...value, delayed_close_timeout: patience }
      : value;
  });
