import { z } from 'zod';

import { ArticleDetails, ArticleId, ARTICLES_AT_ONCE } from '../article/article.ts';
import type { CodebookEditError } from '../codebook/edit.ts';
import type { Loss } from '../exchange/content/losses.ts';
import type { RecordCounts, ImportCounts } from '../exchange/pipeline/counts.ts';
import { NAME_LIMIT } from '../library/document.ts';
import type { Result } from '../result.ts';
import { Uuid } from '../tags/ids.ts';
import type { JsonText } from '../guards/transfer.ts';
import {
  ReadOptions,
  type Block,
  type BlockPart,
  type Details,
  type LeftOut,
  type Reading,
  type ReaderVersion,
  type ReadSource,
} from '../sources/reading.ts';
import type { DecodedText } from '../text/encoding/decode.ts';
import type { Span } from '../text/span.ts';
import type { Applied } from './library.ts';
import { question } from './question.ts';
import type { StoreError } from './store.ts';

/** A page or document as it was read: one article, or several as a table or a feed has them. */
export interface ImportSource {
  readonly key: string;
  /** File name for display, with the folders or the archive that it lies in. */
  readonly name: string;
  readonly reader: ReaderVersion & {
    /** What such a file is called: `Web page`. */
    readonly title: string;
  };
  /** How it was read; `import:reread` reads it in another way. */
  readonly options: ReadOptions;
  /** What stands in it and became no article, such as a row without a text. */
  readonly leftOut: readonly LeftOut[];
  /** The columns of a table and what each was taken for; `null` for any other file. */
  readonly columns: NonNullable<ReadSource['columns']> | null;
}

/** How one article was read out of a page or document. Its blocks are asked for by `import:blocks`. */
export interface ImportReading {
  /** Key of the source that it came out of. */
  readonly source: string;
  /** Of several articles in one file which one: `row 12`; `null` where the file is one article. */
  readonly item: string | null;
  /** Words of the blocks that are kept as long as nobody says otherwise: those of the part `article`. */
  readonly words: number;
  /** The rest by part, in the order of `BlockPart`; a part without blocks is not in it. */
  readonly leftOut: readonly {
    readonly part: BlockPart;
    readonly blocks: number;
    readonly words: number;
  }[];
  /** Each with where it was read. */
  readonly details: Details;
  /** Whole sentences. */
  readonly warnings: readonly string[];
  /** Changes that were tracked in the document; `null` where none were. */
  readonly tracked: NonNullable<Reading['tracked']> | null;
  /** Words that a line's end had cut and that were joined. */
  readonly joined: NonNullable<Reading['joined']>;
}

/** An article here, or one of the same preview, that an article has the words or the address of. */
export interface LikeArticle {
  /** What a decision names it by. */
  readonly target: VersionTarget;
  readonly title: string;
  /** `address`: it is the same page. */
  readonly by: 'address' | 'words';
  /** Share of the shorter one's words that stand in passages of both, from 0 to 1. */
  readonly shared: number;
  /** The analyst's own tags on it, which are carried over; 0 for one of the same preview. */
  readonly tags: number;
}

/** One thing found in what was opened, dropped or pasted, shown before anything is stored. */
export type ImportItem =
  | {
      readonly type: 'article';
      readonly key: string;
      /** File name for display; of several articles in one file with what tells them apart. */
      readonly name: string;
      /** Bytes. */
      readonly size: number;
      /** Label of the encoding it was read with. */
      readonly encoding: string;
      readonly certainty: DecodedText['certainty'];
      readonly title: string;
      readonly firstLines: string;
      /** UTF-16 code units of the decoded text. */
      readonly length: number;
      readonly boilerplate: readonly {
        readonly span: Span;
        readonly text: string;
        readonly proposed: boolean;
      }[];
      /** The article that has exactly this text, if there is one. */
      readonly duplicateOf: { readonly id: string; readonly title: string } | null;
      /** Key of an item before it in this preview that has exactly this text; else `null`. */
      readonly sameTextAs: string | null;
      /** What it may be another version of: the same page, or nearly the same words. */
      readonly versionOf: LikeArticle | null;
      /** `null`: it is a plain text, taken as it stands. */
      readonly reading: ImportReading | null;
    }
  | {
      readonly type: 'annotations';
      readonly key: string;
      readonly name: string;
      readonly size: number;
      /** The format as a person knows it, and how sure it is that it is that one, from 0 to 1. */
      readonly format: { readonly title: string; readonly certainty: number };
      /** What its tags have and the codebook does not; they keep it, whether it is added or not. */
      readonly unknown: {
        readonly count: number;
        /** The first of them, as `Quote › Type › Direct`. */
        readonly first: readonly string[];
        /** How many of them cannot be the name of anything. */
        readonly unusable: number;
        /** Why the codebook cannot take the others; `null` where it can. */
        readonly refusal: CodebookEditError | null;
      };
      /** Files of it that were in another encoding than UTF-8, the least certain ones first. */
      readonly encodings: readonly {
        readonly name: string;
        readonly encoding: string;
        readonly certainty: DecodedText['certainty'];
      }[];
      /** What was in the file and is not understood. */
      readonly ignored: readonly Loss[];
      /** How its positions were read where that is not as the format says: whole sentences. */
      readonly counting: readonly string[];
      /** Who made the tags. */
      readonly annotators: readonly {
        readonly id: string;
        readonly name: string;
        readonly isSelf: boolean;
        readonly tags: number;
        /**
         * Where the file names nobody for these tags: the name that its path proposes, empty where that
         * tells nothing; `name` then stands in. `null` where the file says who it is.
         */
        readonly standIn: { readonly proposed: string } | null;
        /** Who it is here, where the analyst chose somebody else than the file names. */
        readonly takenAs: { readonly id: string; readonly name: string } | null;
        /** Somebody here who has the same name and another id: may be the same person. */
        readonly namesake: { readonly id: string; readonly name: string } | null;
        /** What becomes of the tags that are here of this annotator; `null` where there are none. */
        readonly replaces: {
          readonly tags: number;
          /** Those of them that the file does not have any more. */
          readonly gone: number;
          /** Whether the file's newest tag is older than the newest one here. */
          readonly isOlder: boolean;
        } | null;
      }[];
      readonly counts: ImportCounts;
      readonly decisions: RecordCounts;
      readonly comments: RecordCounts;
      /** Families of passages, and what reviewers decided about them. */
      readonly families: RecordCounts;
      readonly linkDecisions: RecordCounts;
      /** Passages of families that are kept without a place: other words stand there, or no text is here. */
      readonly passagesWithoutPlace: number;
      /** Names with other spellings that the list of people lacks, in whole or in part. */
      readonly aliases: number;
      /** Tags of an adjudicated set, which is not stored: it follows from sets and decisions. */
      readonly adjudicated: number;
      /** What a return to the analyst says of their tags; `null` for any other file. */
      readonly returned:
        | (ReturnCounts & {
            /** Annotator id; `null` where the file does not say. */
            readonly reviewer: string | null;
            /** Ids of the articles in which something was decided. */
            readonly articles: readonly string[];
          })
        | null;
      /** Decisions that are here and that their reviewer has taken back; they go. */
      readonly withdrawn: number;
      /** The analyst's own decisions that the file contests. */
      readonly contested: number;
      /** Whom a return is for where that is somebody else; `null` for any other file. */
      readonly returnForOther: string | null;
      /** Tags that could not be placed, and why: those proposed and those nowhere in the text. */
      readonly unplaced: readonly { readonly place: string; readonly reason: string }[];
      /** Articles in the file that the library lacks and whose text the file has. */
      readonly newArticles: readonly { readonly id: string; readonly title: string }[];
      /** Articles whose text neither the file nor the library has; their tags cannot be shown. */
      readonly missingArticles: readonly { readonly id: string; readonly title: string }[];
      /** Articles without a text in the file, except those of which the library has just that text. */
      readonly homes: readonly ArticleHome[];
      /** Files that nobody named, of the same names, that texts were read from. */
      readonly textsBeside: readonly string[];
      /** Articles that the file has with a text that may be another version of one here. */
      readonly differing: readonly DifferingArticle[];
      readonly refused: readonly { readonly place: string; readonly reason: string }[];
      /** Whether the analyst could be the file's one annotator: no name was given here yet. */
      readonly couldBeSelf: boolean;
    }
  | {
      readonly type: 'refused';
      readonly key: string;
      readonly name: string;
      /** A whole sentence. */
      readonly reason: string;
      /** Key of the source where it was read and no article was found in it: it may be read otherwise. */
      readonly source?: string | undefined;
    };

/** How an article of a file was found here that has no text there. */
export type FoundBy = 'address' | 'file-name' | 'title' | 'words' | 'chosen';

/** An article without a text in the file, and the one here that its tags are put on. */
export interface ArticleHome {
  /** Names it in decisions; unique in the file. */
  readonly article: string;
  readonly title: string;
  /** Tags that the file has on it. */
  readonly tags: number;
  /** `null`: none was found, or it is left out. */
  readonly target: {
    readonly id: string;
    readonly title: string;
    readonly by: FoundBy;
    /** What becomes of its tags there. */
    readonly placed: number;
    readonly proposed: number;
    readonly orphaned: number;
  } | null;
  /** Other articles here that it may be, the likeliest first. */
  readonly candidates: readonly string[];
  /** Whether its words were not looked for in every article, as that would take too long. */
  readonly isUnsought: boolean;
}

/** An article in a file that has the address or the title of one here, and another text. */
export interface DifferingArticle {
  readonly id: string;
  readonly title: string;
  /** The article here on whose text its tags can be looked for. */
  readonly target: { readonly id: string; readonly title: string };
  /** Tags that stand in exactly one place of that text, word for word. */
  readonly placed: number;
  readonly proposed: number;
  readonly orphaned: number;
}

/** What a reviewer made of an author's tags. */
export interface ReturnCounts {
  /** Names of the reviewers. */
  readonly from: readonly string[];
  readonly accepted: number;
  readonly changed: number;
  readonly rejected: number;
  /** Tags of others that stand where the author had none. */
  readonly added: number;
  /** Not decided, or changed since. */
  readonly open: number;
}

/** What was found, under a token by which it is committed or dropped. */
export interface ImportPreview {
  readonly token: string;
  readonly items: readonly ImportItem[];
  /** The pages and documents that items came out of, in their order. */
  readonly sources: readonly ImportSource[];
  /** Files of a folder that are about its data, such as a README; they are not opened. */
  readonly aside?: readonly string[];
}

/** Every block of one article, in the order of the source; those of the part `article` are the text. */
export interface ImportBlocks {
  readonly blocks: JsonText<readonly Block[]>;
}

/** A source that was read once more, and the items that stand in the place of all that it had before. */
export interface RereadSource {
  readonly source: ImportSource;
  readonly items: readonly ImportItem[];
}

/** The article that another one is a version of: one here, or by its key one of the same preview. */
export const VersionTarget = z.union([
  z.strictObject({ id: ArticleId }),
  z.strictObject({ key: z.string().max(100) }),
]);
export type VersionTarget = z.infer<typeof VersionTarget>;

/** What the analyst decided about each item of a preview. */
export const ImportDecision = z.strictObject({
  key: z.string().max(100),
  action: z.enum(['import', 'skip']),
  details: ArticleDetails.pick({
    title: true,
    outlet: true,
    author: true,
    url: true,
    published: true,
  }).optional(),
  /** An existing event, a new one by title, or none. */
  event: z
    .union([z.strictObject({ id: Uuid }), z.strictObject({ title: z.string().min(1).max(1000) })])
    .nullable()
    .optional(),
  /** Indexes into the item's `boilerplate` that are to be marked. */
  boilerplate: z.array(z.int().nonnegative()).max(10_000).optional(),
  /**
   * For what was read out of a page or document: indexes of the blocks that are the text. Left out:
   * those of the part `article`.
   */
  kept: z.array(z.int().nonnegative()).max(200_000).optional(),
  /** For an article: it comes in as another version, with the analyst's tags of that one. */
  asVersionOf: VersionTarget.nullable().optional(),
  /** For annotations: the file's one annotator is the analyst at this computer. */
  isSelf: z.boolean().optional(),
  /** For annotations: what the codebook lacks is added to it. */
  addUnknown: z.boolean().optional(),
  /** For annotations: the file's names and spellings are added to the list of people. */
  addAliases: z.boolean().optional(),
  /** For annotations: annotators of the file who are known here under another id. */
  sameAs: z
    .array(z.strictObject({ annotator: Uuid, knownAs: Uuid }))
    .max(100)
    .optional(),
  /** For annotations: what the one is called whom the file does not name; empty for the stand-in. */
  annotatorName: z.string().max(NAME_LIMIT).optional(),
  /** For annotations: annotators of the file whose tags are kept beside those that are here of them. */
  apart: z.array(Uuid).max(100).optional(),
  /**
   * For annotations: articles of the file and those here on whose texts their tags are put. Left out,
   * each article without a text goes where it was found to belong.
   */
  onto: z
    .array(z.strictObject({ article: z.string().min(1).max(4200), target: ArticleId }))
    .max(10_000)
    .optional(),
});

export type ImportDecision = z.infer<typeof ImportDecision>;

export interface ImportOutcome {
  readonly imported: readonly {
    readonly name: string;
    readonly articleId: string | null;
    readonly tags: number;
    /** The analyst's families that an article came into with the tags of its earlier version. */
    readonly families: number;
  }[];
  readonly skipped: readonly string[];
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
  /** The codebook's new version, where something was added to it. */
  readonly codebookVersion: string | null;
  readonly applied: Applied | null;
}

/** How far it has come with what was opened, dropped, pasted or is being stored. */
export interface ImportProgress {
  /** `comparing`: what was read is held against the articles of the library. */
  readonly step: 'reading' | 'comparing' | 'storing';
  /** File name for display; empty while storing. */
  readonly name: string;
  /** Which of how many files, from 1. */
  readonly file: number;
  readonly files: number;
  /** How much of all files is done, from 0 to 1; `null` where it cannot be told. */
  readonly share: number | null;
}

export type ImportError =
  | { readonly type: 'cancelled' }
  /** The analyst stopped it; nothing was stored. */
  | { readonly type: 'stopped' }
  | { readonly type: 'no-such-preview' }
  | { readonly type: 'nothing-to-paste' }
  /** What was pasted or dropped is where a page is, and none of its words. */
  | { readonly type: 'only-address'; readonly address: string }
  | { readonly type: 'undecodable'; readonly encoding: string }
  /** It cannot be read so; what was read before stays. `detail`: a whole sentence. */
  | { readonly type: 'unreadable'; readonly detail: string }
  /** What was to be added to the codebook cannot be; nothing was stored. */
  | { readonly type: 'codebook-refuses'; readonly error: CodebookEditError };

const ImportToken = z.strictObject({ token: Uuid });

export const IMPORT_QUESTIONS = {
  'import:choose': question(z.strictObject({ what: z.enum(['files', 'folder']) })).answeredBy<
    Result<ImportPreview, ImportError>
  >(),
  'import:preview-paths': question(
    z.strictObject({ paths: z.array(z.string().min(1).max(4096)).min(1).max(ARTICLES_AT_ONCE) }),
  ).answeredBy<Result<ImportPreview, ImportError>>(),
  'import:preview-text': question(
    z.strictObject({ text: z.string().max(20 * 1024 * 1024) }),
  ).answeredBy<Result<ImportPreview, ImportError>>(),
  /** Rich text that was pasted or dropped; `text` stands in where the other has no words. */
  'import:preview-html': question(
    z.strictObject({
      html: z.string().max(50 * 1024 * 1024),
      text: z.string().max(20 * 1024 * 1024),
    }),
  ).answeredBy<Result<ImportPreview, ImportError>>(),
  /** Rich text where the clipboard has it, else plain text. */
  'import:preview-clipboard': question(z.undefined()).answeredBy<
    Result<ImportPreview, ImportError>
  >(),
  'import:preview-sample': question(z.undefined()).answeredBy<Result<ImportPreview, ImportError>>(),
  'import:redecode': question(
    ImportToken.extend({ key: z.string().max(100), encoding: z.string().max(40) }),
  ).answeredBy<Result<ImportItem, ImportError>>(),
  /** All that was read for one article, kept and left out. */
  'import:blocks': question(ImportToken.extend({ key: z.string().max(100) })).answeredBy<
    Result<ImportBlocks, ImportError>
  >(),
  /** Reads a source in another way: tracked changes, encoding, columns. Decisions on its items are void. */
  'import:reread': question(
    ImportToken.extend({ source: z.string().max(100), options: ReadOptions }),
  ).answeredBy<Result<RereadSource, ImportError>>(),
  /** The item as it would be with these decisions on whose its tags are and which articles they are on. */
  'import:reconsider': question(ImportToken.extend({ decision: ImportDecision })).answeredBy<
    Result<ImportItem, ImportError>
  >(),
  'import:commit': question(
    ImportToken.extend({
      requestId: Uuid,
      decisions: z.array(ImportDecision).max(ARTICLES_AT_ONCE),
    }),
  ).answeredBy<Result<ImportOutcome, ImportError | StoreError>>(),
  'import:cancel': question(ImportToken).answeredBy<Result<null, never>>(),
  /**
   * Stops what is being read or stored; answered when it has ended. `stopped`: something ended
   * without its result.
   */
  'import:stop': question(z.undefined()).answeredBy<Result<{ readonly stopped: boolean }, never>>(),
};
