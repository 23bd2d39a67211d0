import type { Codebook } from '#core/codebook/codebook.ts';
import type { ShownReceipt } from '#core/contract/articles.ts';
import {
  describeReceipts,
  showReceipt,
  type DescribedReceipts,
  type FoundReceipt,
} from '#core/contract/for-window/receipts-for-window.ts';
import type { LooseAuthor, LooseContent } from '#core/exchange/content/loose.ts';
import { placeContent } from '#core/exchange/placing/place.ts';
import type { PlacedContent } from '#core/exchange/placing/placed.ts';
import { alignedPlaces } from '#core/compare/diff/aligned-places.ts';
import { changedParts, type ChangedPart } from '#core/compare/diff/text-changes.ts';
import { sharedWords, sketchText, type Sketch } from '#core/compare/likeness/likeness.ts';
import {
  checkSource,
  type ReceiptCheck,
  type SourceCheck,
} from '#core/sources/verify/check-source.ts';
import type { Span } from '#core/text/span.ts';

import { NODE_TOOLS } from '../files/node-tools.ts';
import type { JobReports } from '../jobs/messages.ts';
import { sha256 } from '../store/disk/sums.ts';
import {
  findArticle,
  findPasted,
  type FoundArticle,
  type Refused,
} from './reading/found-article.ts';
import { readApart, readPaths, type Found } from './reading/read-paths.ts';
import {
  finishReading,
  readBlocks,
  readSource,
  readText,
  type FinishedReading,
  type FinishJob,
  type FoundSource,
  type SourceJob,
} from './reading/read-source.ts';
import { findWords, type TagWords, type WordsFound } from './reading/words.ts';

/** What is asked of the process that reads what others have made. */
export type ParseJob =
  /** The codebook says what the labels of other programs' files are taken for. */
  | {
      readonly type: 'read-files';
      readonly paths: readonly string[];
      readonly codebook: Codebook;
      /** What is called a plain text is taken as one, whatever is in it. */
      readonly asTexts?: true;
      /** What tags, and texts that they are on, are in where that is not UTF-8; else it is guessed. */
      readonly encoding?: string;
    }
  /** The same of many files, each of which is a thing of its own. */
  | { readonly type: 'read-apart'; readonly paths: readonly string[]; readonly codebook: Codebook }
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
  /** One page, document or table; what is found waits in the spool. */
  | ({ readonly type: 'read-source' } & SourceJob)
  /** The text and the receipt of one article that comes in. */
  | ({ readonly type: 'finish-reading' } & FinishJob)
  /** All that was read for one article, as JSON. */
  | { readonly type: 'read-blocks'; readonly spool: string; readonly spooled: string }
  /** Sums by which texts are known to be like others; see `sketchText`. */
  | { readonly type: 'sketch'; readonly texts: readonly string[] }
  /** How much of a text stands in each of some others, from 0 to 1. */
  | {
      readonly type: 'shared-words';
      readonly text: string | { readonly spool: string; readonly spooled: string };
      readonly others: readonly string[];
    }
  /** How two versions of an article differ. */
  | { readonly type: 'changed-parts'; readonly before: string; readonly after: string }
  /** Where stretches of a text stand in a later version of it. */
  | {
      readonly type: 'aligned-places';
      readonly before: string;
      readonly after: string;
      readonly spans: readonly Span[];
    }
  /** Whether the text of an article follows from an original. */
  | ({ readonly type: 'check-source' } & SourceCheck)
  /** What the window shows of receipts that are too large to be read in the main process. */
  | {
      readonly type: 'describe-receipts';
      readonly found: readonly FoundReceipt[];
      readonly text: string;
    }
  | { readonly type: 'show-receipt'; readonly bytes: Uint8Array }
  /** Which texts have the words of which articles. */
  | {
      readonly type: 'find-words';
      readonly wanted: readonly (readonly TagWords[])[];
      readonly texts: readonly string[];
    };

/** What is answered to each job. */
export type ParseAnswer<J extends ParseJob = ParseJob> = {
  readonly place: PlacedContent;
  readonly 'find-words': readonly WordsFound[];
  readonly 'read-files': readonly Found[];
  /** By the file; `null` where the process died over one of them, and it is not known which. */
  readonly 'read-apart': readonly (readonly Found[])[] | null;
  readonly 'read-source': FoundSource | FoundArticle | Refused;
  readonly 'finish-reading': FinishedReading | Refused;
  readonly 'read-blocks': string;
  readonly sketch: readonly Sketch[];
  readonly 'shared-words': readonly number[];
  readonly 'changed-parts': readonly ChangedPart[];
  readonly 'aligned-places': readonly (Span | null)[];
  readonly 'check-source': ReceiptCheck;
  readonly 'describe-receipts': DescribedReceipts;
  /** `null` where the process died over it. */
  readonly 'show-receipt': ShownReceipt | null;
  readonly decode: FoundArticle | Refused;
  readonly 'read-text': FoundArticle | Refused;
}[J['type']];

/** Reads, decodes and checks; never throws for anything that is in a file. */
export function runParseJob<J extends ParseJob>(
  job: J,
  watch?: JobReports,
): Promise<ParseAnswer<J>>;
export async function runParseJob(job: ParseJob, watch?: JobReports): Promise<ParseAnswer> {
  switch (job.type) {
    case 'read-files':
      return readPaths(job.paths, job.codebook, watch, job);
    case 'read-apart':
      return readApart(job.paths, job.codebook, watch);
    case 'decode':
      return findArticle(job.name, job.bytes, job.encoding);
    case 'read-text':
      return findPasted(job.name, job.text);
    case 'find-words':
      return findWords(job.wanted, job.texts);
    case 'read-source':
      return readSource(job);
    case 'finish-reading':
      return finishReading(job);
    case 'read-blocks':
      return readBlocks(job.spool, job.spooled);
    case 'sketch':
      return job.texts.map(sketchText);
    case 'shared-words': {
      const { text } = job;
      const own = typeof text === 'string' ? text : await readText(text.spool, text.spooled);
      return job.others.map((other) => sharedWords(own, other));
    }
    case 'changed-parts':
      return changedParts(job.before, job.after);
    case 'aligned-places':
      return alignedPlaces(job.before, job.after, job.spans);
    case 'check-source':
      return checkSource(job, { ...NODE_TOOLS, sha256 });
    case 'describe-receipts':
      return describeReceipts(job.found, job.text);
    case 'show-receipt':
      return showReceipt(job.bytes);
    case 'place': {
      const { author, content, codebook, isOtherVersion } = job;
      return placeContent(content, { codebook, author, isOtherVersion, tools: NODE_TOOLS });
    }
  }
}
