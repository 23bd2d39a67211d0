import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { guessTitle } from '#core/article/proposals.ts';
import { emptyDetails } from '#core/article/article.ts';
import { Codebook } from '#core/codebook/codebook.ts';
import type { NewsEvent } from '#core/library/document.ts';

import { articleIdOf } from '../store/library/articles/article-folder.ts';
import type { NewArticle, Seed } from '../store/library/library.ts';
import { sha256 } from '../store/disk/sums.ts';

/**
 * The event that the sample articles report. Its id is the same everywhere, so that work on the
 * samples stays in one event when it goes to another computer.
 */
export const SAMPLE_EVENT: NewsEvent = {
  id: '5b0a4d1c-7f0e-4f5e-9d53-2f6c1c6f9a01',
  title: 'Lavrov – security guarantees',
};

/** What is delivered with the program: five articles on one event, and the codebook. */
export interface Samples {
  readonly codebook: Codebook;
  readonly articles: readonly Seed[];
  /** Absolute path of a second analyst's tags on the articles, as the program exported them. */
  readonly review: string;
}

/** Reads what is delivered with the program. Throws when the installation is incomplete. */
export async function readSamples(folder: string): Promise<Samples> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort();
  return {
    codebook: Codebook.parse(
      JSON.parse(await readFile(path.join(folder, 'codebook.json'), 'utf8')),
    ),
    review: path.join(folder, 'analyst-b.json'),
    articles: await Promise.all(
      names.map(async (name) => ({ name, bytes: await readFile(path.join(folder, name)) })),
    ),
  };
}

/** The sample articles that a library lacks, ready to be added to an event. */
export function describeMissingSamples(
  samples: Samples,
  present: ReadonlySet<string>,
  event: NewsEvent,
): NewArticle[] {
  return samples.articles.flatMap(({ name, bytes }): NewArticle[] => {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (present.has(articleIdOf(text))) return [];
    const details = { ...emptyDetails(guessTitle(text)), event: event.id };
    const source = { name, encoding: 'utf-8', bom: false, bytesSha256: sha256(bytes) };
    return [{ text, source, details, boilerplate: [] }];
  });
}
