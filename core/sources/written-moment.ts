import { isoPublished } from '../article/published-date.ts';

/** `2026-03-01 10:00`, `2026-03-01T10:00:00.000+0100`, with whatever ISO 8601 leaves out. */
const ISO_LIKE =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/iu;

/** What mail and feeds have: `Sun, 01 Mar 2026 10:00:00 +0100 (CET)`. */
const OF_MAIL =
  /^(?:\p{L}{2,9}\.?,? +)?(\d{1,2})[ -]+(\p{L}{3})\p{L}*[ -]+(\d{2}|\d{4}) +(\d{1,2}):(\d{2})(?::(\d{2}))? *([+-]\d{4}|[A-Za-z]{1,5})?(?: *\([^()]{0,40}\))?$/u;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Zones that RFC 2822 names, in hours; any other name is none that is known. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ...['Z', 'UT', 'UTC', 'GMT'].map((name) => [name, 0] as const),
  ['EDT', -4],
  ...['EST', 'CDT'].map((name) => [name, -5] as const),
  ...['CST', 'MDT'].map((name) => [name, -6] as const),
  ...['MST', 'PDT'].map((name) => [name, -7] as const),
  ['PST', -8],
]);

/** Seconds or milliseconds since 1970, from 2001 to 2286. */
const SINCE_1970 = /^([1-9]\d{9})(\d{3})?(?:\.0+)?$/u;

/**
 * A moment or day as a file has written it, as ISO 8601 and as exact as it is: `2026-03-01T10:00:00Z`,
 * `2026-03-01`, `2026-03`. `undefined` where it cannot be understood, or be two days.
 */
export function isoMoment(written: string): string | undefined {
  const plain = written.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  const since = SINCE_1970.exec(plain);
  if (since) return plainIso(new Date(Number(since[1]) * 1000));
  const iso = ISO_LIKE.exec(plain);
  if (iso) {
    const [, day = '', hour = '', minute = '', second, zone] = iso;
    const exact = second === undefined ? `${hour}:${minute}` : `${hour}:${minute}:${second}`;
    return sound(day, exact, zone === undefined ? '' : isoZone(zone));
  }
  const mail = OF_MAIL.exec(plain);
  if (!mail) return isoPublished(plain) ?? undefined;
  const [, day = '', name = '', year = '', hour = '', minute = '', second = '00', zone] = mail;
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  if (month === 0) return isoPublished(plain) ?? undefined;
  const date = [fullYear(year), two(String(month)), two(day)].join('-');
  return sound(date, `${two(hour)}:${minute}:${second}`, zone === undefined ? '' : isoZone(zone));
}

/** The moment, or the day alone where the clock has no such time; nothing where no calendar has the day. */
function sound(day: string, time: string, zone: string | null): string | undefined {
  const known = isoPublished(day);
  if (known === null) return undefined;
  const moment = `${day}T${time}${zone ?? ''}`;
  // A zone that is not known would make another moment of it.
  return zone === null || Number.isNaN(new Date(moment).getTime()) ? known : moment;
}

/** `null` for a zone that is not known. */
function isoZone(zone: string): string | null {
  const digits = /^([+-])(\d{2}):?(\d{2})?$/u.exec(zone);
  // RFC 3339: of a moment whose zone nobody has said.
  if (digits && /^-00:?(?:00)?$/u.test(zone)) return 'Z';
  if (digits) return `${digits[1] ?? '+'}${digits[2] ?? '00'}:${digits[3] ?? '00'}`;
  const hours = ZONES.get(zone.toUpperCase());
  if (hours === undefined) return null;
  return hours === 0 ? 'Z' : `-${two(String(-hours))}:00`;
}

function plainIso(date: Date): string {
  return date.toISOString().replace('.000', '');
}

/** RFC 2822: two digits below 50 are of this century. */
function fullYear(year: string): string {
  if (year.length === 4) return year;
  return Number(year) < 50 ? `20${year}` : `19${year}`;
}

function two(number: string): string {
  return number.padStart(2, '0');
}
