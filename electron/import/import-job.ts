import type { Codebook } from '#core/codebook/codebook.ts';
import type { LooseAuthor, LooseContent } from '#core/exchange/content/loose.ts';
import { placeContent } from '#core/exchange/placing/place.ts';
import type { PlacedContent } from '#core/exchange/placing/placed.ts';

import { NODE_TOOLS } from '../files/node-tools.ts';
import type { JobReports } from '../jobs/messages.ts';
import {
  findArticle,
  findPasted,
  type FoundArticle,
  type Refused,
} from './reading/found-article.ts';
import { readPaths, type Found } from './reading/read-paths.ts';
import { findWords, type TagWords, type WordsFound } from './reading/words.ts';

/** What is asked of the process that reads what others have made. */
export type ParseJob =
  /** The codebook says what the labels of other programs' files are taken for. */
  | { readonly type: 'read-files'; readonly paths: readonly string[]; readonly codebook: Codebook }
  /** The same bytes again, in the encoding that the analyst chose. */
  | {
      readonly type: 'decode';
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly encoding: string;
    }
  | { readonly type: 'read-text'; readonly name: string; readonly text: string }
  /** Tags of articles whose texts the library has: these texts, or other versions of them. */
  | {
      readonly type: 'place';
      /** Whose the tags are that the file names nobody for. */
      readonly author: LooseAuthor;
      /** Each article with a text. */
      readonly content: LooseContent;
      readonly codebook: Codebook;
      readonly isOtherVersion: boolean;
    }
  /** Which texts have the words of which articles. */
  | {
      readonly type: 'find-words';
      readonly wanted: readonly (readonly TagWords[])[];
      readonly texts: readonly string[];
    };

/** What is answered to each job. */
export type ParseAnswer<J extends ParseJob = ParseJob> = J extends { readonly type: 'place' }
  ? PlacedContent
  : J extends { readonly type: 'find-words' }
    ? readonly WordsFound[]
    : J extends { readonly type: 'read-files' }
      ? readonly Found[]
      : FoundArticle | Refused;

/** Reads, decodes and checks; never throws for anything that is in a file. */
export function runParseJob<J extends ParseJob>(
  job: J,
  watch?: JobReports,
): Promise<ParseAnswer<J>>;
export async function runParseJob(job: ParseJob, watch?: JobReports): Promise<ParseAnswer> {
  switch (job.type) {
    case 'read-files':
      return readPaths(job.paths, job.codebook, watch);
    case 'decode':
      return findArticle(job.name, job.bytes, job.encoding);
    case 'read-text':
      return findPasted(job.name, job.text);
    case 'find-words':
      return findWords(job.wanted, job.texts);
    case 'place': {
      const { author, content, codebook, isOtherVersion } = job;
      return placeContent(content, { codebook, author, isOtherVersion, tools: NODE_TOOLS });
    }
  }
}
