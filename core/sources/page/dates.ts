/** Months by their first letters in the languages of most pages, folded; what is longer begins so. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen', 'янв', 'sty', 'oca'],
  ['feb', 'fév', 'fev', 'фев', 'lut', 'şub'],
  ['mar', 'mär', 'mrt', 'мар'],
  ['apr', 'avr', 'abr', 'апр', 'kwi', 'nis'],
  ['may', 'mai', 'mei', 'maj', 'mag', 'maio', 'мая', 'май'],
  ['jun', 'juin', 'giu', 'июн', 'cze', 'haz'],
  ['jul', 'juil', 'lug', 'июл', 'lip', 'tem'],
  ['aug', 'aoû', 'aou', 'ago', 'авг', 'sie', 'ağu'],
  ['sep', 'set', 'сен', 'wrz', 'eyl'],
  ['oct', 'okt', 'out', 'ott', 'окт', 'paź', 'eki'],
  ['nov', 'ноя', 'lis', 'kas'],
  ['dec', 'dez', 'déc', 'dic', 'дек', 'gru', 'ara'],
];

const MONTH_OF = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1])));

function monthOf(word: string): number | undefined {
  const lower = word.toLowerCase();
  return MONTH_OF.get(lower.slice(0, 4)) ?? MONTH_OF.get(lower.slice(0, 3));
}

const two = (value: number): string => String(value).padStart(2, '0');

function dateOf(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1000) return undefined;
  const iso = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  // The 31st of February is none.
  return new Date(`${iso}T00:00:00Z`).getUTCDate() === day ? iso : undefined;
}

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/iu;

/** ISO 8601 as exact as it is written; a time without a zone stays without one. */
function fromIso(text: string): string | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hours, minutes, seconds, zone] = match;
  const date = dateOf(Number(year), Number(month), Number(day));
  if (date === undefined || hours === undefined) return date;
  if (Number(hours) > 23 || Number(minutes) > 59) return date;
  const time = `${two(Number(hours))}:${minutes ?? '00'}${seconds === undefined ? '' : `:${seconds}`}`;
  return `${date}T${time}${zoneOf(zone)}`;
}

function zoneOf(zone: string | undefined): string {
  if (zone === undefined) return '';
  if (/^(?:z|utc|gmt)$/iu.test(zone)) return 'Z';
  return `${zone.slice(0, 3)}:${zone.replace(':', '').slice(3) || '00'}`;
}

const YEAR_FIRST = /(?<!\d)(\d{4})[./年-]\s?(\d{1,2})[./月-]\s?(\d{1,2})(?!\d)/u;
const DAY_NAME =
  /(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+)?(\p{L}{3,12})\.?,?\s+(?:de\s+)?(\d{4})(?!\d)/u;
const NAME_DAY = /(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/u;
const DAY_DOT = /(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/u;
const EPOCH = /^\d{10}(?:\d{3})?$/u;

/**
 * The moment that a written date means, in ISO 8601; `undefined` where it cannot be told, as with
 * `3/4/2026`, which is a day of March or of April.
 */
export function isoOf(written: string): string | undefined {
  const text = written.trim().slice(0, 200);
  const iso = fromIso(text);
  if (iso !== undefined) return iso;
  if (EPOCH.test(text)) {
    const moment = new Date(Number(text) * (text.length === 10 ? 1000 : 1));
    return moment.toISOString().replace('.000Z', 'Z');
  }
  const year = YEAR_FIRST.exec(text);
  if (year) return dateOf(Number(year[1]), Number(year[2]), Number(year[3]));
  const day = DAY_NAME.exec(text);
  const dayMonth = day?.[2] === undefined ? undefined : monthOf(day[2]);
  if (day && dayMonth !== undefined) return dateOf(Number(day[3]), dayMonth, Number(day[1]));
  const name = NAME_DAY.exec(text);
  const nameMonth = name?.[1] === undefined ? undefined : monthOf(name[1]);
  if (name && nameMonth !== undefined) return dateOf(Number(name[3]), nameMonth, Number(name[2]));
  const dots = DAY_DOT.exec(text);
  if (dots) return dateOf(Number(dots[3]), Number(dots[2]), Number(dots[1]));
  return undefined;
}
