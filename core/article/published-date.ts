import { err, ok, type Result } from '../result.ts';

/** Why what was written is not the date of one day, month or year. */
export type DateProblem =
  /** Nothing that reads as a date. */
  | { readonly type: 'no-date' }
  | { readonly type: 'no-such-month'; readonly month: number }
  /** `days`: how many the month has. */
  | { readonly type: 'no-such-day'; readonly day: number; readonly days: number }
  /** `03/04/2025`: the two days that it can be, as ISO 8601. */
  | { readonly type: 'two-readings'; readonly readings: readonly [string, string] };

/** Languages whose names of months are known. */
const LOCALES = 'en de fr es it pt nl sv da nb fi pl cs ru uk tr'.split(' ');

type Name = 'month' | 'weekday';

/** What is counted from 1, by its names in one language in lower case without a full stop. */
type Names = ReadonlyMap<string, number>;

const known: Record<Name, Map<string, Names>> = { month: new Map(), weekday: new Map() };

/** The month or weekday of this name in the first language that has it. */
function findNamed(kind: Name, name: string): number | undefined {
  for (const locale of LOCALES) {
    // Made once for a language, and only when it is asked for: it takes some milliseconds.
    const names = known[kind].get(locale) ?? listNames(kind, locale);
    known[kind].set(locale, names);
    const number = names.get(plainName(name));
    if (number !== undefined) return number;
  }
  return undefined;
}

function listNames(kind: Name, locale: string): Names {
  const names = new Map<string, number>();
  for (const length of ['long', 'short'] as const) {
    // Some languages decline the name beside a day.
    for (const day of kind === 'month' ? ([undefined, 'numeric'] as const) : [undefined]) {
      const format = new Intl.DateTimeFormat(locale, { [kind]: length, day, timeZone: 'UTC' });
      for (let number = 1; number <= (kind === 'month' ? 12 : 7); number += 1) {
        const date = kind === 'month' ? Date.UTC(2024, number - 1, 15) : Date.UTC(2024, 0, number);
        const part = format.formatToParts(date).find(({ type }) => type === kind);
        names.set(plainName(part?.value ?? ''), number);
      }
    }
  }
  return names;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/u, '');
}

const TIME = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?(?:Z|[A-Z]{2,4}|[+-]\d{2}:?\d{2}))?`;
/** A moment as ISO 8601 has it. */
const ISO_MOMENT = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})T${TIME}$`, 'u');
const TRAILING_TIME = new RegExp(String.raw`(?:,? |T)(?:at )?${TIME}$`, 'u');
const YEAR_FIRST = /^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?$/u;
const DIGITS_ALONE = /^(\d{4})(\d{2})(\d{2})$/u;
const WITH_SIGNS = /^(\d{4}) ?[年년] ?(?:(\d{1,2}) ?[月월] ?(?:(\d{1,2}) ?[日일])?)?$/u;
const YEAR_LAST = /^(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})$/u;
const DAY_MONTH =
  /^(\d{1,2})(?:st|nd|rd|th|er|º|\.)? (?:of |de |di )?(\p{L}+)\.?,? (?:de |del )?(\d{4})(?: ?(?:г|р)\.?)?$/iu;
const MONTH_DAY = /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/iu;
const MONTH_ALONE = /^(\p{L}+)\.?,? (?:de |del |of )?(\d{4})(?: ?(?:г|р)\.?)?$/iu;
const WEEKDAY = /^(\p{L}+)\.?,? (?=.)/u;

/**
 * The date that an analyst or a file has written, as ISO 8601 (`2025-08-20`, `2025-08`, `2025`, or a
 * moment that was written so). Days of which it is not certain which is meant are not guessed.
 */
export function readPublished(written: string): Result<string, DateProblem> {
  const plain = written.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  const moment = ISO_MOMENT.exec(plain);
  if (moment) {
    const day = check(moment[1], moment[2], moment[3]);
    return day.ok ? (isTime(plain) ? ok(plain) : day) : day;
  }
  const bare = plain.replace(TRAILING_TIME, '');
  const whole = readDay(bare);
  const [weekday = '', name = ''] = WEEKDAY.exec(bare) ?? [];
  if (whole.ok || name === '') return whole;
  const rest = readDay(bare.slice(weekday.length));
  const isDay = rest.ok || rest.error.type !== 'no-date';
  return isDay && findNamed('weekday', name) !== undefined ? rest : whole;
}

function isTime(moment: string): boolean {
  return !Number.isNaN(new Date(moment.replace(' ', '')).getTime());
}

function readDay(plain: string): Result<string, DateProblem> {
  const yearFirst = YEAR_FIRST.exec(plain);
  if (yearFirst) return check(yearFirst[1], yearFirst[3], yearFirst[4]);
  const dense = DIGITS_ALONE.exec(plain) ?? WITH_SIGNS.exec(plain);
  if (dense) return check(dense[1], dense[2], dense[3]);
  const yearLast = YEAR_LAST.exec(plain);
  if (yearLast) {
    const [, first, mark, second, year] = yearLast;
    return mark === '.' ? check(year, second, first) : readEitherWay(year, first, second);
  }
  const dayMonth = DAY_MONTH.exec(plain);
  if (dayMonth) return checkNamed(dayMonth[3], dayMonth[2], dayMonth[1]);
  const monthDay = MONTH_DAY.exec(plain);
  if (monthDay) return checkNamed(monthDay[3], monthDay[1], monthDay[2]);
  const month = MONTH_ALONE.exec(plain);
  return month ? checkNamed(month[2], month[1]) : err({ type: 'no-date' });
}

/** Day and month with strokes: which comes first is another thing in every country. */
function readEitherWay(year = '', first = '', second = ''): Result<string, DateProblem> {
  const dayFirst = check(year, second, first);
  const monthFirst = check(year, first, second);
  if (!dayFirst.ok) return monthFirst.ok ? monthFirst : dayFirst;
  if (!monthFirst.ok || dayFirst.value === monthFirst.value) return dayFirst;
  return err({ type: 'two-readings', readings: [dayFirst.value, monthFirst.value] });
}

function checkNamed(year = '', name = '', day?: string): Result<string, DateProblem> {
  const month = findNamed('month', name);
  return month === undefined ? err({ type: 'no-date' }) : check(year, String(month), day);
}

/** The day, month or year if a calendar has it. */
function check(year = '', month?: string, day?: string): Result<string, DateProblem> {
  const two = (number: number): string => String(number).padStart(2, '0');
  if (Number(year) === 0) return err({ type: 'no-date' });
  if (month === undefined) return ok(year);
  const number = Number(month);
  if (number < 1 || number > 12) return err({ type: 'no-such-month', month: number });
  if (day === undefined) return ok(`${year}-${two(number)}`);
  const days = new Date(Date.UTC(Number(year), number, 0)).getUTCDate();
  const ofMonth = Number(day);
  if (ofMonth < 1 || ofMonth > days) return err({ type: 'no-such-day', day: ofMonth, days });
  return ok(`${year}-${two(number)}-${two(ofMonth)}`);
}

/** A date as ISO 8601; `null` for none, and for one of which it is not certain which is meant. */
export function isoPublished(written: string | null): string | null {
  const read = written === null ? null : readPublished(written);
  return read?.ok ? read.value : null;
}

/** What is wrong with a date, and what would be right, in one or two sentences. */
export function describeDateProblem(problem: DateProblem): string {
  switch (problem.type) {
    case 'no-date':
      return 'This is not a date. Write it as 2025-08-20, 20 Aug 2025, 2025-08 or 2025.';
    case 'no-such-month':
      return `There is no month ${problem.month}. Write year, month and day, as in 2025-08-20.`;
    case 'no-such-day':
      return `There is no day ${problem.day} in this month, which has ${problem.days}. Write it as in 2025-08-20.`;
    case 'two-readings':
      return `This can be two days. Write ${problem.readings.join(' or ')}.`;
  }
}
