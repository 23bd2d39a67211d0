import type { Detail } from './reading.ts';
import { isoMoment } from './written-moment.ts';

/** Most that a detail may have, in UTF-16 code units. */
const LENGTH = { value: 4000, from: 200 } as const;

/** A detail as it stands in the source; nothing where it is empty, or too long to be one. */
export function detailOf(written: string, from: string): Detail | undefined {
  const value = written.trim();
  if (value === '' || value.length > LENGTH.value) return undefined;
  return { value, from: from.slice(0, LENGTH.from) };
}

/** A date with its form in ISO 8601 where it can be understood. */
export function dateOf(written: string, from: string): Detail | undefined {
  const detail = detailOf(written, from);
  const iso = detail && isoMoment(detail.value);
  return detail && iso !== undefined ? { ...detail, iso } : detail;
}

/** An address of the web; nothing where it is something else, such as a script. */
export function addressOf(written: string, from: string): Detail | undefined {
  return /^\s*https?:\/\/[^\s/]/iu.test(written) ? detailOf(written, from) : undefined;
}

/** The outlet as far as an address tells: its host. */
export function outletOfAddress(url: Detail | undefined): Detail | undefined {
  if (!url) return undefined;
  const [, host = ''] = /^https?:\/\/(?:[^/@]*@)?(?:www\.)?([^/:?#\s]+)/iu.exec(url.value) ?? [];
  return detailOf(host.toLowerCase(), `host of the address (${url.from})`);
}
