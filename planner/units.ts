declare const unit: unique symbol;

/** A number with a unit: quantities with different units are not assignable to each other. */
export type Quantity<Unit extends string> = number & { readonly [unit]: Unit };

export type Bytes = Quantity<"byte">;
export type Tokens = Quantity<"token">;
export type Seconds = Quantity<"second">;
export type Hours = Quantity<"hour">;
export type Usd = Quantity<"USD">;
export type UsdPerHour = Quantity<"USD/hour">;
export type UsdPerMillionTokens = Quantity<"USD/1M tokens">;
export type TokensPerDay = Quantity<"token/day">;
export type TokensPerSecond = Quantity<"token/s">;
export type BytesPerSecond = Quantity<"byte/s">;

export const bytes = (value: number) => value as Bytes;
export const tokens = (value: number) => value as Tokens;
export const seconds = (value: number) => value as Seconds;
export const hours = (value: number) => value as Hours;
export const usd = (value: number) => value as Usd;
export const usdPerHour = (value: number) => value as UsdPerHour;
export const usdPerMillionTokens = (value: number) => value as UsdPerMillionTokens;
export const tokensPerDay = (value: number) => value as TokensPerDay;
export const tokensPerSecond = (value: number) => value as TokensPerSecond;
export const bytesPerSecond = (value: number) => value as BytesPerSecond;

/** Converts GiB to bytes. */
export const gib = (value: number) => bytes(value * 1024 ** 3);

/** Converts bytes to GiB, for display. */
export const inGib = (value: Bytes): number => value / 1024 ** 3;
