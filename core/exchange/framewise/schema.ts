import { z } from 'zod';

import { AttributesSchema, Confidence, FRAGMENT_LIMIT, NOTE_LIMIT } from '../../tags/tag.ts';
import { ArticleDetails, ArticleId, ArticleSource } from '../../article/article.ts';
import { Receipt } from '../../sources/receipt.ts';
import { Codebook } from '../../codebook/codebook.ts';
import {
  CoverageWord,
  Family,
  FindingWord,
  LinkDecision,
  Place,
  Refusal,
  Rendering,
  RENDERING_LIMIT,
} from '../../event/records.ts';
import { NewsEvent } from '../../library/document.ts';
import { Alias } from '../../people/alias.ts';
import type { Provenance } from '../../review/adjudication.ts';
import { Comment } from '../../review/comment.ts';
import { Decision, DecisionRule, MEMBER_LIMIT, TagReference } from '../../review/decision.ts';
import { CodebookId, Uuid } from '../../tags/ids.ts';
import { CONTENT_LIMITS, NamedAnnotator, FORMAT_NAME } from '../content/content.ts';

/** The newest version, which is written where there is something that only it has. */
export const FRAMEWISE_VERSION = 3;
/** The version of files without anything that came with version 3, so that older programs read them. */
export const FRAMEWISE_VERSION_WITHOUT_LINKS = 2;

const FileSpan = z
  .strictObject({ start: z.int().nonnegative(), end: z.int().positive() })
  .refine(({ start, end }) => start < end, 'start must be before end');

/** The same stretch of the text in two units, both half-open. */
export const FilePosition = {
  utf16: FileSpan.describe('UTF-16 code units, as in JavaScript and Java; half-open'),
  codePoints: FileSpan.describe('Unicode code points, as in Python and W3C annotations; half-open'),
};

/** Position in both units with the words and their surroundings. */
export const FileSelector = z
  .strictObject({
    ...FilePosition,
    exact: z.string().min(1),
    prefix: z.string().max(64).describe('Up to 32 UTF-16 code units before the words'),
    suffix: z.string().max(64).describe('Up to 32 UTF-16 code units after the words'),
  })
  .meta({ id: 'Selector' });

/** A tag in a file. */
export const FileAnnotation = z
  .strictObject({
    /** Without one, a version 5 UUID is made from format, article, creator, fragments and category. */
    id: Uuid.optional(),
    target: z.strictObject({ fragments: z.array(FileSelector).min(1).max(FRAGMENT_LIMIT) }),
    category: CodebookId,
    attributes: AttributesSchema,
    attributeSpans: z.record(CodebookId, FileSelector),
    aside: AttributesSchema.describe('Values of attributes that the present category lacks'),
    note: z.string().max(NOTE_LIMIT),
    confidence: Confidence.nullable(),
    creator: Uuid,
    created: z.string().max(64),
    modified: z.string().max(64),
  })
  .meta({ id: 'Annotation' });
export type FileAnnotation = z.infer<typeof FileAnnotation>;

/** How an article's text came out of one of its sources. */
const FileReceipt = z
  .strictObject({
    sha256: ArticleId.describe(
      'SHA-256 of `receipt` as JSON in UTF-8 without white space between its parts, its names in the order of the file',
    ),
    receipt: Receipt,
  })
  .meta({ id: 'SourceReceipt' });

/** An article in a file; `text` is absent in the text-free variant. */
export const FileArticle = z
  .strictObject({
    id: ArticleId,
    ...ArticleDetails.shape,
    date: z
      .string()
      .max(64)
      .optional()
      .describe('`published` as ISO 8601, where it is certain which day is meant'),
    sha256: ArticleId.describe('SHA-256 of the UTF-8 form of the text'),
    length: z.strictObject({
      utf16: z.int().nonnegative(),
      codePoints: z.int().nonnegative(),
    }),
    sources: z.array(ArticleSource).max(1000),
    boilerplate: z.array(z.strictObject(FilePosition)).max(10_000),
    text: z.string().optional(),
    receipts: z.array(FileReceipt).max(1000).optional(),
  })
  .meta({ id: 'Article' });

/** One annotator's tags on one article. */
export const FileSet = z
  .strictObject({ annotator: Uuid, article: ArticleId, annotations: z.array(FileAnnotation) })
  .meta({ id: 'AnnotationSet' });

/** A tag as it was when something was said of it; it always has its id. */
const FileSnapshot = FileAnnotation.required({ id: true }).meta({ id: 'Snapshot' });

const FileDecidedTag = z
  .strictObject({ annotator: Uuid, annotation: FileSnapshot })
  .meta({ id: 'DecidedTag' });

/** A reviewer's word in a file. */
export const FileDecision = Decision.extend({
  article: ArticleId,
  about: z.array(FileDecidedTag).max(MEMBER_LIMIT),
  passage: FileSelector.nullable(),
  edited: FileSnapshot.nullable(),
}).meta({ id: 'Decision' });
export type FileDecision = z.infer<typeof FileDecision>;

/** A comment in a file. */
export const FileComment = Comment.extend({ article: ArticleId }).meta({ id: 'Comment' });

const FileProvenance: z.ZodType<Provenance> = z
  .strictObject({
    decision: Uuid,
    verdict: z.enum(['keep', 'edit']),
    about: z.array(TagReference).max(MEMBER_LIMIT),
    from: TagReference.nullable(),
    rule: DecisionRule.nullable(),
    reviewer: Uuid,
    decided: z.string().max(64),
  })
  .meta({ id: 'Provenance' });

/** How the tags of an undecided difference differ; see `ReviewKind`. */
const UnresolvedKind = z.enum([
  'category',
  'boundary',
  'attribute',
  'merged',
  'split',
  'only-mine',
  'only-theirs',
  'partial',
  'identical',
]);

/** What a review came to in one article, computed from its sets and decisions. */
export const FileAdjudicated = z
  .strictObject({
    article: ArticleId,
    tags: z.array(z.strictObject({ annotation: FileSnapshot, provenance: FileProvenance })),
    unresolved: z
      .array(
        z.strictObject({
          kind: UnresolvedKind,
          tags: z.array(FileDecidedTag).min(1).max(MEMBER_LIMIT),
        }),
      )
      .describe('Differences that nobody has decided yet, where they were asked for'),
  })
  .meta({ id: 'Adjudicated' });

const fragments = z.array(FileSelector).min(1).max(FRAGMENT_LIMIT);
const event = Uuid.describe(
  'Id of an event of the file, which the articles of its passages report',
);

/** Some words of an article of the file. */
export const FilePlace = Place.extend({ fragments }).meta({ id: 'Place' });
export type FilePlace = z.infer<typeof FilePlace>;

/** A family as it was when something was said of it. */
export const FileDecidedFamily = Family.extend({
  renderings: z
    .array(Rendering.extend({ fragments }).meta({ id: 'Rendering' }))
    .min(1)
    .max(RENDERING_LIMIT)
    .describe('Each passage once'),
}).meta({ id: 'DecidedFamily' });
export type FileDecidedFamily = z.infer<typeof FileDecidedFamily>;

/** Passages in a file that somebody has linked. */
export const FileFamily = FileDecidedFamily.extend({ event }).meta({ id: 'Family' });

/** Two passages in a file that are not the same. */
export const FileRefusal = Refusal.extend({ event, a: FilePlace, b: FilePlace }).meta({
  id: 'Refusal',
});

/** Somebody's word on a finding, in a file. */
export const FileFindingWord = FindingWord.extend({
  event,
  places: z.array(FilePlace).min(1).max(20),
}).meta({ id: 'FindingWord' });

/** What somebody read for and did not find, in a file. */
export const FileCoverage = CoverageWord.extend({
  family: Uuid.describe('Id of a family of the file'),
}).meta({ id: 'Coverage' });

/** A reviewer's word on families, in a file. */
export const FileLinkDecision = LinkDecision.extend({
  event,
  about: z.array(FileDecidedFamily).min(1).max(200),
  result: FileDecidedFamily.nullable(),
}).meta({ id: 'LinkDecision' });

/** The whole file; the published JSON Schema is made from this. */
export const FramewiseFile = z
  .strictObject({
    format: z.literal(FORMAT_NAME),
    version: z.literal(FRAMEWISE_VERSION),
    generator: z.string().max(200),
    exportedAt: z.string().max(64).describe('ISO 8601, UTC'),
    purpose: z
      .enum(['exchange', 'return'])
      .describe('A return brings one author what a reviewer decided about their tags'),
    for: Uuid.nullable().describe('The author that a return is for; else null'),
    from: Uuid.optional().describe(
      'The one whose own tags (or, in a return, decisions) the file brings. Their decisions on its articles are all in it, if it has any or is a return',
    ),
    articles: z.array(FileArticle).max(CONTENT_LIMITS.articles),
    annotationSets: z.array(FileSet).max(CONTENT_LIMITS.annotations),
    decisions: z.array(FileDecision).max(CONTENT_LIMITS.decisions).optional(),
    comments: z.array(FileComment).max(CONTENT_LIMITS.comments).optional(),
    adjudicated: z.array(FileAdjudicated).max(CONTENT_LIMITS.articles).optional(),
    families: z.array(FileFamily).max(CONTENT_LIMITS.links).optional(),
    refusals: z.array(FileRefusal).max(CONTENT_LIMITS.links).optional(),
    findingWords: z.array(FileFindingWord).max(CONTENT_LIMITS.links).optional(),
    coverage: z.array(FileCoverage).max(CONTENT_LIMITS.links).optional(),
    linkDecisions: z.array(FileLinkDecision).max(CONTENT_LIMITS.links).optional(),
    aliases: z
      .array(Alias.meta({ id: 'Alias' }))
      .max(CONTENT_LIMITS.aliases)
      .optional(),
    annotators: z.array(NamedAnnotator).max(10_000),
    events: z.array(NewsEvent).max(10_000),
    codebook: Codebook,
  })
  .meta({
    title: 'Framewise exchange file, version 3',
    description:
      'Articles with the tags that people made in them, what reviewers decided about these and what was said of both; which passages of an event render the same words. Every position is given in two units. A file without families and what belongs to them is written as version 2.',
  });

/** The published JSON Schema (draft 2020-12), which stands in the repository under `schema/`. */
export function framewiseJsonSchema(): string {
  return JSON.stringify(z.toJSONSchema(FramewiseFile, { target: 'draft-2020-12' }), null, 2);
}
