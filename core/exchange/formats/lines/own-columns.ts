import type { JsonObject } from '../../containers/json-records.ts';
import { DETAIL_NAMES } from '../../content/content-lookup.ts';
import { isRecord, positionIn } from '../../content/read-file.ts';
import { isLabelledStretch } from './entries.ts';

/** Where texts are as a rule. */
const TEXTS = ['text', 'data'];

/** Names that are no text of an article, however long what is under them. */
const NO_TEXTS: ReadonlySet<string> = new Set([...DETAIL_NAMES, 'meta', 'annotation_approver']);

/** What a record has under names that a project chose for itself. */
export interface OwnColumns {
  /** `null` where the text is under its usual name, or nowhere. */
  readonly text: string | null;
  /** Columns of labelled stretches. */
  readonly labels: readonly string[];
}

/**
 * Under which names of its own a record has its text and its labelled stretches. These are known by
 * what they are made of: `[start, end, label]`, objects with all three, or stretches by their labels.
 * The text is the longest of the words.
 *
 * @param usual names of labels that are known anyway
 */
export function ownColumns(record: JsonObject, usual: readonly string[]): OwnColumns {
  const labels = Object.keys(record).filter(
    (name) => !usual.includes(name) && stretchesIn(record[name]) !== null,
  );
  if (TEXTS.some((name) => typeof record[name] === 'string')) return { text: null, labels };
  let text: string | null = null;
  let longest = 0;
  for (const [name, value] of Object.entries(record)) {
    if (typeof value !== 'string' || NO_TEXTS.has(name) || value.length <= longest) continue;
    text = name;
    longest = value.length;
  }
  return { text, labels };
}

/**
 * The labelled stretches that a value is made of, in a list; `null` where it is made of something else
 * or of nothing.
 */
export function stretchesIn(value: unknown): readonly unknown[] | null {
  if (isRecord(value)) return stretchesByLabel(value);
  return Array.isArray(value) && value.length > 0 && value.every(isStretchWithLabel) ? value : null;
}

function isStretchWithLabel(entry: unknown): boolean {
  if (!Array.isArray(entry)) return isRecord(entry) && isLabelledStretch(entry);
  const [start, end, label] = entry as readonly unknown[];
  return entry.length === 3 && isStretchOfNumbers(start, end) && typeof label === 'string';
}

/** `{"Quote": [[24, 43]]}`. */
function stretchesByLabel(value: JsonObject): readonly unknown[] | null {
  const entries: unknown[] = [];
  for (const [label, stretches] of Object.entries(value)) {
    if (!Array.isArray(stretches)) return null;
    for (const stretch of stretches as readonly unknown[]) {
      const [start, end, more] = Array.isArray(stretch) ? (stretch as readonly unknown[]) : [];
      if (!isStretchOfNumbers(start, end) || more !== undefined) return null;
      entries.push([start, end, label]);
    }
  }
  return entries.length > 0 ? entries : null;
}

function isStretchOfNumbers(start: unknown, end: unknown): boolean {
  const [from, to] = [positionIn(start), positionIn(end)];
  return Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from < to;
}
