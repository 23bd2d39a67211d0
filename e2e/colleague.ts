import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import {
  cardOf,
  confirmImport,
  exportTo,
  openFiles,
  type ExportedSelector,
  type ExportedTag,
} from './exchange.ts';
import { expect, seedsFolder, type Run } from './fixtures.ts';
import { seedText, sha256 } from './window.ts';

/** A tag as a test names it: the first place of some words, and what is said of them. */
export interface NamedTag {
  readonly words: string;
  readonly category: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly note?: string;
}

/** Who made a file; the number gives id and file name. */
export interface Colleague {
  readonly number: number;
  readonly name: string;
}

export const ANNA: Colleague = { number: 7, name: 'Anna Berg' };

const uuid = (kind: number, n: number): string =>
  `${String(kind)}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Annotator id of a colleague. */
export const idOf = ({ number }: Colleague): string => uuid(3, number);

/** The article that a colleague tagged. */
export interface TaggedArticle {
  readonly title: string;
  readonly text: string;
}

/** The first place of some words in a text, as it stands in a file. */
function placeOf(words: string, text: string): ExportedSelector {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`The article does not say ${words}.`);
  const end = start + words.length;
  const points = (offset: number): number => Array.from(text.slice(0, offset)).length;
  return {
    utf16: { start, end },
    codePoints: { start: points(start), end: points(end) },
    exact: words,
    prefix: text.slice(Math.max(0, start - 32), start),
    suffix: text.slice(end, end + 32),
  };
}

/** A colleague's file with tags on an article, as another computer would have exported it. */
export async function colleagueFile(
  folder: string,
  colleague: Colleague,
  tags: readonly NamedTag[],
  article: TaggedArticle = { title: 'Nowhere without Moscow', text: seedText(1) },
): Promise<string> {
  return fileOfColleague(folder, colleague, [{ ...article, tags }]);
}

/** The same with tags on several articles. */
export async function fileOfColleague(
  folder: string,
  colleague: Colleague,
  articles: readonly (TaggedArticle & { readonly tags: readonly NamedTag[] })[],
): Promise<string> {
  const codebook = JSON.parse(
    await readFile(path.join(seedsFolder, 'codebook.json'), 'utf8'),
  ) as unknown;
  const file = {
    format: 'framewise',
    version: 1,
    generator: 'Framewise',
    exportedAt: '2026-01-02T00:00:00.000Z',
    codebook,
    articles: articles.map(({ title, text }) => ({
      id: sha256(text),
      title,
      outlet: null,
      author: null,
      url: null,
      published: null,
      event: null,
      done: true,
      flagged: false,
      sha256: sha256(text),
      length: { utf16: text.length, codePoints: Array.from(text).length },
      sources: [],
      boilerplate: [],
    })),
    annotators: [{ id: idOf(colleague), name: colleague.name }],
    events: [],
    annotationSets: articles.map(({ text, tags }, nth) => ({
      annotator: idOf(colleague),
      article: sha256(text),
      annotations: tags.map(({ words, category, attributes = {}, note = '' }, n) => ({
        id: uuid(4, colleague.number * 100 + n + nth * 10_000),
        target: { fragments: [placeOf(words, text)] },
        category,
        attributes,
        attributeSpans: {},
        aside: {},
        note,
        confidence: null,
        creator: idOf(colleague),
        created: '2026-01-01T00:00:00.000Z',
        modified: '2026-01-01T00:00:00.000Z',
      })),
    })),
  };
  const target = path.join(folder, `colleague-${colleague.number}.json`);
  await writeFile(target, JSON.stringify(file));
  return target;
}

/** Imports a colleague's tags on seed 001 through the sheet. */
export async function importColleague(
  run: Run,
  folder: string,
  tags: readonly NamedTag[],
  colleague = ANNA,
): Promise<void> {
  const file = await colleagueFile(folder, colleague, tags);
  const sheet = await openFiles(run, [file]);
  await expect(cardOf(sheet, path.basename(file))).toContainText(colleague.name);
  await confirmImport(sheet);
}

/** What a colleague makes of one of the analyst's own tags. */
export interface NamedOutcome {
  readonly outcome: 'accepted' | 'rejected' | 'changed';
  /** For `changed`: the words that stand. */
  readonly words?: string;
  readonly category?: string;
  readonly reason?: string;
  readonly note?: string;
}

/**
 * Imports a colleague's return on seed 001: what they decided on the analyst's own tags in document
 * order, and with `added` a tag of theirs that stands. It is made from the analyst's own export.
 */
export async function importReturn(
  run: Run,
  folder: string,
  outcomes: readonly NamedOutcome[],
  { colleague = ANNA, added }: { colleague?: Colleague; added?: string } = {},
): Promise<void> {
  const own = await exportTo(run, path.join(folder, 'own.json'));
  const article = sha256(seedText(1));
  const reviewer = idOf(colleague);
  const set = own.annotationSets.find(
    (each) => each.article === article && each.annotator !== reviewer,
  );
  if (!set) throw new Error('There are no tags on 001.');
  const decide = (
    n: number,
    { annotator, annotation }: { annotator: string; annotation: ExportedTag },
    { outcome, words, category, reason, note = '' }: NamedOutcome,
  ) => ({
    id: uuid(5, colleague.number * 100 + n),
    article,
    about: [{ annotator, annotation }],
    passage: null,
    verdict: outcome === 'changed' ? 'edit' : 'keep',
    kept: outcome === 'accepted' ? [{ annotator, id: annotation.id }] : [],
    edited:
      outcome === 'changed'
        ? {
            ...annotation,
            id: uuid(6, colleague.number * 100 + n),
            creator: reviewer,
            category: category ?? annotation.category,
            target:
              words === undefined
                ? annotation.target
                : { fragments: [placeOf(words, seedText(1))] },
          }
        : null,
    reason: reason ?? null,
    note,
    confidence: outcome === 'rejected' ? 'high' : null,
    guidelineUnclear: outcome === 'rejected',
    rule: null,
    reviewer,
    decided: '2026-01-03T00:00:00.000Z',
  });
  const decisions = outcomes.flatMap((outcome, n) => {
    const annotation = set.annotations[n];
    return annotation ? [decide(n, { annotator: set.annotator, annotation }, outcome)] : [];
  });
  const [first] = set.annotations;
  if (added !== undefined && first) {
    const annotation = {
      ...first,
      id: uuid(4, colleague.number * 100 + 99),
      creator: reviewer,
      target: { fragments: [placeOf(added, seedText(1))] },
    };
    decisions.push(decide(99, { annotator: reviewer, annotation }, { outcome: 'accepted' }));
  }
  const target = path.join(folder, `return-${colleague.number}.json`);
  await writeFile(
    target,
    JSON.stringify({
      ...own,
      purpose: 'return',
      for: set.annotator,
      from: reviewer,
      annotators: [...own.annotators, { id: reviewer, name: colleague.name }],
      decisions,
    }),
  );
  const sheet = await openFiles(run, [target]);
  await expect(cardOf(sheet, path.basename(target))).toContainText(`${colleague.name} returned`);
  await confirmImport(sheet);
}
