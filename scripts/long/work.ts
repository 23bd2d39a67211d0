// What an analyst does to a library, one change at a time, and what can then be seen of it. The long run makes
// these changes while something goes wrong, and judges by what is seen afterwards whether anything is lost.
import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';

import type { ReviewEdit } from '#core/review/review-edit.ts';
import { plainAnnotation, plainDecisionBody } from '#core/review/testing/records.ts';
import { describeSpan } from '#core/text/selector.ts';

import { writeTarget } from '../../electron/files/write-target.ts';
import { nodeDisk, type Disk } from '../../electron/store/disk/files.ts';
import { STORE_LIMITS } from '../../electron/store/document/options.ts';
import type { Library } from '../../electron/store/library/library.ts';
import {
  idsOf,
  newArticle,
  openLibrary,
  reviewTags,
  say,
  tag,
} from '../../electron/store/testing/library-fixture.ts';

/** Snapshots are made often, and what the disk refuses is tried again at once. */
export const LIMITS = { ...STORE_LIMITS, changes: 8, retry: 1 };
/** A snapshot for every change. */
export const FOLDING = { ...STORE_LIMITS, changes: 1, retry: 1 };

const COLLEAGUE = { id: '22222222-2222-4222-8222-222222222222', name: 'B', confirmed: true };

/** A source of chance: a whole number below its argument. */
export type Dice = (below: number) => number;

export const anyDice: Dice = (below) => Math.floor(Math.random() * below);

/** Chance that comes out the same for the same seed. */
export function diceOf(seed: number): Dice {
  let state = seed * 7919 + 1;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

const oneOf = <T>(all: readonly T[], dice: Dice): T | undefined => all[dice(all.length)];

async function tagSomewhere(library: Library, dice: Dice): Promise<boolean> {
  const id = oneOf(idsOf(library), dice) ?? '';
  const text = await library.readText(id);
  const start = dice(Math.max(1, (text.ok ? text.value.length : 0) - 20));
  const category = oneOf(['quote', 'claim', 'framing'], dice);
  return (await tag(library, id, start, start + 9, category)).ok;
}

async function goBackAndForth(library: Library, dice: Dice): Promise<boolean> {
  const way = dice(5);
  if (way === 0) return tagSomewhere(library, dice);
  const done = way < 3 ? library.undo(randomUUID()) : library.redo(randomUUID());
  return (await done).ok;
}

/** Three new articles in one step, one of them with a colleague’s tags. */
async function importArticles(library: Library, dice: Dice): Promise<boolean> {
  const texts = [0, 1, 2].map(
    (n) => `Report ${dice(1e9)} ${n}: “The harbour closes soon”, she said.`,
  );
  const items = texts.map((text, n) => ({
    ...newArticle(text),
    ...(n === 0 && {
      sets: [
        {
          annotator: COLLEAGUE,
          annotations: [
            plainAnnotation({
              id: randomUUID(),
              fragments: [describeSpan(text, { start: 0, end: 6 })],
              creator: COLLEAGUE.id,
            }),
          ],
          proposals: [],
          orphans: [],
        },
      ],
    }),
  }));
  return (await library.addArticles(randomUUID(), items)).ok;
}

/** Makes an event, links passages in it, and makes it one with the first. */
async function mergeEvents(library: Library, dice: Dice): Promise<boolean> {
  const events = [...library.document.events];
  const [home, other] = events;
  if (!home || !other) {
    const made = { kind: 'create-event' as const, title: 'Other', articles: [] };
    return (await library.arrange(randomUUID(), made)).ok;
  }
  if (dice(4) === 0) {
    const edit = { kind: 'merge-events', id: other.id, into: home.id } as const;
    return (await library.arrange(randomUUID(), edit)).ok;
  }
  const start = dice(1500);
  const passages = idsOf(library)
    .slice(0, 2)
    .map((article) => ({ article, fragments: [{ start, end: start + 20 }], tag: null }));
  const link = { type: 'link', kind: 'utterance', family: null, newFamily: randomUUID() } as const;
  return (await say(library, other.id, { ...link, passages })).ok;
}

/** Decides on a tag of one’s own, or comments on it. */
async function review(library: Library, dice: Dice): Promise<boolean> {
  for (const id of idsOf(library)) {
    const opened = await library.openArticle(id);
    const found = opened.ok ? oneOf([...opened.value.document.annotations], dice) : undefined;
    if (!found) continue;
    const { self } = library.document;
    const about = { annotator: self, id: found.id };
    const edit: ReviewEdit =
      dice(2) === 0
        ? {
            kind: 'decide',
            bodies: [plainDecisionBody({ about: [about], note: `word ${dice(1e9)}` })],
          }
        : {
            ...{ kind: 'add-comment', parent: null, contests: false },
            ...{ about: { type: 'tag', tag: about }, text: `comment ${dice(1e9)}` },
          };
    return (await reviewTags(library, id, edit)).ok;
  }
  return tagSomewhere(library, dice);
}

/** One change, by what it is part of; `false` where there was nothing to do or the disk did not take it. */
export const WORK = {
  tagging: tagSomewhere,
  undoing: goBackAndForth,
  importing: importArticles,
  merging: mergeEvents,
  reviewing: review,
} as const;
export type Work = keyof typeof WORK;

/** A little of everything. */
export function anyWork(library: Library, dice: Dice): Promise<boolean> {
  const all: readonly Work[] = [
    'tagging',
    'tagging',
    'undoing',
    'importing',
    'merging',
    'reviewing',
  ];
  return WORK[oneOf(all, dice) ?? 'tagging'](library, dice);
}

/** Where exports of a library in this folder go. */
export const exportOf = (dir: string): string => path.join(`${dir}-exports`, 'out.json');

/** Replaces the export, whose content says how many there were and is longer each time. */
export async function exportAgain(dir: string, n: number): Promise<boolean> {
  const bytes = Buffer.from(JSON.stringify({ n, content: 'x'.repeat(200_000 + n), end: n }));
  return (await writeTarget(exportOf(dir), bytes)).ok;
}

/** What can be seen of a library: as one sum, and what of it cannot be read. */
export interface Seen {
  readonly sum: string;
  /** The same of each article that can be read. */
  readonly articles: ReadonlyMap<string, string>;
  readonly unreadable: readonly string[];
}

/** Notices by which nothing is lost. */
const HARMLESS = ['recovered', 'torn-end', 'low-space'];

function sumOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

export async function seenOf(library: Library): Promise<Seen> {
  const unreadable: string[] = [];
  const parts: unknown[] = [];
  const articles = new Map<string, string>();
  for (const id of idsOf(library).sort()) {
    const opened = await library.openArticle(id);
    if (!opened.ok || opened.value.readOnly) {
      unreadable.push(`${id}: ${JSON.stringify(opened.ok ? opened.value.readOnly : opened.error)}`);
      continue;
    }
    const { document, sets } = opened.value;
    const part = [
      [id, document.details.title],
      [...document.annotations].map((each) => [each.id, each.category, each.fragments]).sort(),
      [...document.decisions].map((each) => [each.id, each.note]).sort(),
      [...document.comments].map((each) => [each.id, each.text]).sort(),
      sets.map(({ annotator, annotations }) => [annotator.id, annotations.map((each) => each.id)]),
    ];
    parts.push(part);
    articles.set(id, sumOf(part));
  }
  const { events, annotators, self } = library.document;
  parts.push(annotators.get(self)?.name);
  for (const { id, title } of [...events].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const read = await library.events.read(id);
    if (!read.ok || read.value.readOnly) {
      unreadable.push(`${id}: ${JSON.stringify(read.ok ? read.value.readOnly : read.error)}`);
      continue;
    }
    const families = [...read.value.document.families];
    parts.push([id, title, families.map((each) => [each.id, each.renderings.length]).sort()]);
  }
  // Some are said only when an article is opened.
  for (const notice of library.notices()) {
    if (!HARMLESS.includes(notice.type)) unreadable.push(JSON.stringify(notice));
  }
  return { sum: sumOf(parts), articles, unreadable };
}

/** What was wrong after a fault; nothing of it where all is well. */
export interface Verdict {
  /** What can be seen, as one sum. */
  readonly found: string;
  readonly lost: readonly string[];
  readonly unreadable: readonly string[];
}

/**
 * Opens what a fault left. It must be what was seen last; or, where a change was under way, that change whole:
 * then taking it back gives what was seen last.
 */
export async function judge(
  dir: string,
  last: string,
  isUnderWay: boolean,
  disk: Disk = nodeDisk,
): Promise<Verdict> {
  const library = await openLibrary(dir, { disk, takeOverLock: true, limits: LIMITS });
  try {
    const { sum: found, unreadable } = await seenOf(library);
    const verdict = { found, unreadable, lost: [`${dir} is not what was acknowledged`] };
    const same = async (): Promise<boolean> => (await seenOf(library)).sum === last;
    if (found === last) return { ...verdict, lost: [] };
    if (isUnderWay) {
      await library.undo(randomUUID());
      if (await same()) return { ...verdict, lost: [] };
      await library.redo(randomUUID());
      await library.redo(randomUUID());
      if (await same()) return { ...verdict, lost: [] };
    }
    return verdict;
  } finally {
    await library.close();
  }
}
