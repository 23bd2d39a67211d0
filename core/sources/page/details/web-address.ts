const ABSOLUTE = /^https?:\/\/[^\s/?#"<>\\]+(?:[/?#][^\s"<>]*)?$/iu;

/** Addresses longer than this carry something else. */
const LONGEST = 2000;

/**
 * An address of the web, whole, with what `base` adds to one that is not; `undefined` for everything
 * else, above all `javascript:` and `data:`.
 */
export function webAddress(written: string | null | undefined, base?: string): string | undefined {
  const address = written?.trim();
  if (address === undefined || address === '' || address.length > LONGEST) return undefined;
  if (ABSOLUTE.test(address)) return address;
  if (base === undefined) return undefined;
  const origin = /^(https?:)\/\/[^/?#]+/iu.exec(base);
  if (!origin) return undefined;
  const whole = address.startsWith('//')
    ? `${origin[1] ?? ''}${address}`
    : address.startsWith('/')
      ? `${origin[0]}${address}`
      : undefined;
  return whole !== undefined && ABSOLUTE.test(whole) ? whole : undefined;
}

/** The host of an address as a person says it: `example.org`. */
export function hostOf(address: string | undefined): string | undefined {
  const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/iu.exec(address ?? '')?.[1];
  return host?.toLowerCase().replace(/^www\d?\./u, '');
}
