/** What an API of AWS refused, with its own words as the message. */
export class AwsClientError extends Error {
  override readonly name = "AwsClientError";
}

export interface Call {
  service: string;
  method?: string;
  path?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | URLSearchParams | Uint8Array<ArrayBuffer>;
}

/** Calls an emulator, which reads account, region and service from a signature and does not check it. */
export class AwsClient {
  readonly #url: string;
  readonly #account: string;
  readonly #region: string;

  constructor(url: string, { account, region }: { account: string; region: string }) {
    this.#url = url;
    this.#account = account;
    this.#region = region;
  }

  /** @throws AwsClientError where the answer is none of success */
  async call(asked: Call): Promise<string> {
    const answer = await this.fetch(asked);
    const text = await answer.text();
    if (!answer.ok) throw new AwsClientError(`${asked.service} ${asked.method ?? "GET"} ${asked.path ?? "/"}: ${answer.status} ${text}`);
    return text;
  }

  /** The answer, whatever its status. */
  fetch({ service, method = "GET", path = "/", headers = {}, body }: Call): Promise<Response> {
    const scope = `${this.#account}/20260101/${this.#region}/${service}/aws4_request`;
    const Authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    return fetch(new URL(path, this.#url), { method, headers: { Authorization, ...headers }, ...(body !== undefined && { body }) });
  }

  async json<T>(asked: Call): Promise<T> {
    return JSON.parse(await this.call(asked)) as T;
  }
}
