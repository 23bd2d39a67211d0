import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { plainBody } from '#core/tags/tag.ts';
import { planArticleEdit } from '#core/article/edit.ts';
import { emptyDetails } from '#core/article/article.ts';
import { articlesNamed, type EventEdit } from '#core/event/edit.ts';
import { planEventEdit } from '#core/event/plan-edit.ts';
import { Codebook } from '#core/codebook/codebook.ts';
import { describeReviewContext } from '#core/contract/for-window/review-context.ts';
import { planReviewEdit, type ReviewEdit } from '#core/review/review-edit.ts';
import type { Receipt } from '#core/sources/receipt.ts';

import { Library, type LibraryOptions, type NewArticle } from '../library/library.ts';
import { sha256 } from '../disk/sums.ts';

// Tests and what they start run in the repository's own folder.
const SEEDS = path.resolve('seeds');

/** The codebook that is delivered with the application. */
export const codebook = Codebook.parse(
  JSON.parse(readFileSync(path.join(SEEDS, 'codebook.json'), 'utf8')),
);

/** The five sample articles. */
export const seeds = readdirSync(SEEDS)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => ({ name, bytes: readFileSync(path.join(SEEDS, name)) }));

/** A folder of its own that is removed by `remove`. */
export function temporaryFolder(): { readonly dir: string; readonly remove: () => void } {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'framewise-store-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Folder for files that were read and not taken in; nothing else is in it. */
export const SPOOL = path.join(os.tmpdir(), `framewise-spool-${process.pid}`);
process.on('exit', () => rmSync(SPOOL, { recursive: true, force: true }));

/** Options of a library as the application opens it, in `dir`. */
export function libraryOptions(dir: string, more: Partial<LibraryOptions> = {}): LibraryOptions {
  return {
    dir,
    now: () => new Date(),
    newId: randomUUID,
    defaultCodebook: codebook,
    seeds,
    sampleEvent: {
      id: '5b0a4d1c-7f0e-4f5e-9d53-2f6c1c6f9a01',
      title: 'Lavrov – security guarantees',
    },
    osUserName: 'tester',
    guessTitle: (text) => text.trim().split('\n', 1)[0]?.slice(0, 80) ?? '',
    ...more,
  };
}

/** Opens a library or fails the test with the reason. */
export async function openLibrary(
  dir: string,
  more: Partial<LibraryOptions> = {},
): Promise<Library> {
  const opened = await Library.open(libraryOptions(dir, more));
  if (!opened.ok) throw new Error(`The library does not open: ${JSON.stringify(opened.error)}`);
  return opened.value;
}

/** Tags a stretch of an article as the window would. */
export function tag(
  library: Library,
  articleId: string,
  start: number,
  end: number,
  category = 'quote',
  requestId: string = randomUUID(),
): ReturnType<typeof Library.prototype.changeArticle> {
  return library.changeArticle(articleId, requestId, (document, text) =>
    planArticleEdit(
      document,
      { kind: 'create-tag', body: plainBody([{ start, end }], category) },
      {
        text,
        codebook: library.document.codebook,
        annotator: library.document.self,
        now: new Date().toISOString(),
        newId: randomUUID,
      },
    ),
  );
}

/** Ids of the articles in the order of the list. */
export function idsOf(library: Pick<Library, 'summaries'>): string[] {
  return library.summaries().map(({ id }) => id);
}

/** Decides on tags of an article, or comments on them, as the window would. */
export function reviewTags(
  library: Library,
  articleId: string,
  edit: ReviewEdit,
  joins?: Parameters<Library['reviewArticle']>[3],
): ReturnType<Library['reviewArticle']> {
  const { self } = library.document;
  const made = { self, now: new Date().toISOString(), newId: randomUUID };
  return library.reviewArticle(
    articleId,
    randomUUID(),
    (document, text, others) =>
      planReviewEdit(edit, describeReviewContext(document, text, others, made)),
    joins,
  );
}

/** Says something of an event as the window would. */
export async function say(
  library: Library,
  eventId: string,
  edit: EventEdit,
  requestId: string = randomUUID(),
): ReturnType<Library['events']['change']> {
  const texts = new Map<string, string>();
  for (const articleId of articlesNamed(edit)) {
    const text = await library.readText(articleId);
    if (text.ok) texts.set(articleId, text.value);
  }
  return library.events.change(eventId, requestId, (document) =>
    planEventEdit(document, edit, {
      texts,
      self: library.document.self,
      now: new Date().toISOString(),
      newId: randomUUID,
    }),
  );
}

/** An article to be added, with this text. */
export function newArticle(text: string, name = 'pasted.txt'): NewArticle {
  return {
    text,
    source: { name, encoding: 'utf-8', bom: false, bytesSha256: sha256(text) },
    details: emptyDetails(text.slice(0, 40)),
    boilerplate: [],
  };
}

/** Bytes of a page that several articles may have come out of. */
export const PAGE = Buffer.from('<p>A page that articles came out of.</p>');

/** An article to be added that came out of a page, with its receipt and the page. */
export function fromPage(text: string, name = 'page.html', page: Uint8Array = PAGE): NewArticle {
  const { source, ...article } = newArticle(text, name);
  const bytesSha256 = sha256(page);
  const receipt: Receipt = {
    format: 'framewise-receipt',
    schema: 1,
    original: { name, sha256: bytesSha256, size: page.length },
    imported: '2026-01-01T00:00:00.000Z',
    reader: { name: 'made-up', version: 1 },
    options: {},
    item: null,
    details: {},
    warnings: [],
    blocks: [
      { kind: 'paragraph', text, part: 'article', why: 'it is the article', place: 'p' },
      { kind: 'caption', text: 'Left out.', part: 'aside', why: 'it is not', place: 'figure' },
    ],
    kept: [0],
  };
  const bytes = Buffer.from(JSON.stringify(receipt));
  return {
    ...article,
    source: { ...source, bytesSha256, receipt: sha256(bytes) },
    receipt: {
      sha256: sha256(bytes),
      read: () => Promise.resolve(bytes),
      original: {
        sha256: bytesSha256,
        read: () => Promise.resolve({ isZipped: false, bytes: page }),
      },
    },
  };
}
