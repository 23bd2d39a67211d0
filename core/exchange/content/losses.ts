import { showHidden } from '../../guards/labels.ts';
import { countOf, grouped } from '../../numbers.ts';

/** What a format cannot carry, or what a reader did not understand. */
const LOSS_KINDS = [
  'attributes',
  'attribute-spans',
  'parked-attributes',
  'notes',
  'confidence',
  'authors',
  'author-ids',
  'names',
  'times',
  'ids',
  'overlaps',
  'fragments',
  'boundaries',
  'unicode',
  'duplicates',
  'empty-spans',
  'rejected',
  'cancelled',
  'predictions',
  'drafts',
  'in-progress',
  'hidden',
  'repeated',
  'elsewhere',
  'missing',
  'regions',
  'empty-sets',
  'untagged',
  'unused-articles',
  'titles',
  'article-details',
  'dates',
  'article-marks',
  'versions',
  'article-text',
  'sources',
  'receipts',
  'boilerplate',
  'events',
  'decisions',
  'decision-details',
  'comments',
  'adjudicated',
  'families',
  'family-details',
  'cut-families',
  'link-words',
  'aliases',
  'links',
  'relations',
  'layers',
  'columns',
  'bodies',
  'text-labels',
  'other-categories',
  'codebook',
  'unknown',
] as const;
export type LossKind = (typeof LOSS_KINDS)[number];

/** So many things of one kind that a file lacks. */
export interface Loss {
  readonly kind: LossKind;
  /** Tags, or articles, decisions and the like where the kind says so; at least 1. */
  readonly count: number;
  /** Of `unknown`: what the things are, as a noun in the plural; absent where nobody can say. */
  readonly what?: string;
  /** How many of them are of each name that the file gives them, as far as these are told apart. */
  readonly names?: Readonly<Record<string, number>>;
}

/** Most names of one kind that are told apart: a hostile file has very many. */
const NAME_LIMIT = 20;
/** Most kinds of things without a kind of their own that are told apart. */
const NAMED_LIMIT = 200;
/** Longest one as it is kept, in UTF-16 code units. */
const NAME_LENGTH = 60;

/** Says of each kind in a sentence what is missing; `n` is a count with its noun. */
const SENTENCES: Record<LossKind, (count: number) => string> = {
  attributes: (count) => `The attributes of ${tags(count)} are left out.`,
  'attribute-spans': (count) =>
    `Where the attributes of ${tags(count)} stand in the text is left out.`,
  'parked-attributes': (count) =>
    `Values that the present category of ${tags(count)} lacks are left out.`,
  notes: (count) => `The notes of ${tags(count)} are left out.`,
  confidence: (count) => `How sure the annotator was of ${tags(count)} is left out.`,
  authors: (count) => `Who made ${tags(count)} is left out.`,
  'author-ids': (count) => `The ids of those who made ${tags(count)} are left out.`,
  names: (count) => `${countOf(count, 'name')} had to be written with other characters.`,
  times: (count) => `When ${tags(count)} ${were(count)} made is left out.`,
  ids: (count) => `The ids of ${tags(count)} are left out.`,
  overlaps: (count) =>
    `${tags(count)} ${were(count)} left out, because others lie over the same words.`,
  fragments: (count) =>
    `${tags(count)} of several parts ${were(count)} written as one tag for each part.`,
  boundaries: (count) =>
    `The boundaries of ${tags(count)} were moved to those that the format can name.`,
  unicode: (count) =>
    `Characters in ${countOf(count, 'value')} that the format cannot hold were replaced.`,
  duplicates: (count) =>
    `${tags(count)} that ${count === 1 ? 'says' : 'say'} the same as another ${were(count)} left out.`,
  'empty-spans': (count) => `${tags(count)} without a place in the text ${were(count)} left out.`,
  rejected: (count) =>
    `${tags(count)} that the file itself rejects or ignores ${were(count)} left out.`,
  cancelled: (count) =>
    `${tags(count)} of annotations that were cancelled or skipped ${were(count)} left out.`,
  predictions: (count) =>
    `${tags(count)} that a program predicted and nobody confirmed ${were(count)} left out.`,
  drafts: (count) => `${tags(count)} of drafts that were not handed in ${were(count)} left out.`,
  'in-progress': (count) =>
    `${tags(count)} of somebody who had not finished the text ${were(count)} left out.`,
  hidden: (count) =>
    `${countOf(count, 'annotation')} that ${are(count)} hidden, deleted or not approved ${were(count)} left out.`,
  repeated: (count) =>
    `${countOf(count, 'annotation')} that the file has a second time ${were(count)} read once.`,
  elsewhere: (count) =>
    count === 1
      ? '1 page or annotation is at an address outside the file, and was not fetched.'
      : `${grouped(count)} pages or annotations are at addresses outside the file, and were not fetched.`,
  missing: (count) =>
    `The file says that there ${are(count)} ${countOf(count, 'more annotation')}, which it does not have: save ${count === 1 ? 'it' : 'them'} as well.`,
  regions: (count) =>
    `${countOf(count, 'mark')} on pictures, sound, video, web pages or PDF ${were(count)} left out: ${count === 1 ? 'it is' : 'they are'} on no plain text.`,
  'empty-sets': (count) =>
    `${countOf(count, 'set')} without a tag ${were(count)} left out: that somebody read an article and tagged nothing.`,
  untagged: (count) => `${countOf(count, 'article')} without tags ${were(count)} left out.`,
  'unused-articles': (count) =>
    `${countOf(count, 'article')} without a tag that the format has a use for ${were(count)} left out.`,
  titles: (count) =>
    `The ${count === 1 ? 'title' : 'titles'} of ${countOf(count, 'article')} ${are(count)} left out.`,
  'article-details': (count) =>
    `Outlet, author, address or date of ${countOf(count, 'article')} ${were(count)} left out.`,
  dates: (count) =>
    `${countOf(count, 'article')} ${count === 1 ? 'has a date that is' : 'have dates that are'} not clear. It is kept as it is written; 2025-08-20 would be clear.`,
  'article-text': (count) => `The text of ${countOf(count, 'article')} is left out.`,
  'article-marks': (count) =>
    `That ${countOf(count, 'article')} ${were(count)} flagged or done is left out.`,
  versions: (count) =>
    `That ${countOf(count, 'article')} ${count === 1 ? 'is a later version' : 'are later versions'} of another is left out.`,
  sources: (count) =>
    `Which files ${countOf(count, 'article')} came from is left out in whole or in part.`,
  receipts: (count) =>
    `How the text of ${countOf(count, 'article')} came out of a page or document, the receipt, is left out.`,
  boilerplate: (count) =>
    `${countOf(count, 'stretch', 'stretches')} of boilerplate ${were(count)} left out.`,
  events: (count) =>
    `Which event ${countOf(count, 'article')} ${count === 1 ? 'reports' : 'report'} is left out.`,
  decisions: (count) => `${countOf(count, 'decision')} of reviewers ${were(count)} left out.`,
  'decision-details': (count) =>
    `Some of what belongs to ${countOf(count, 'decision')} of reviewers is left out: a tag as it was changed or as it stood before, a rule, or how sure the reviewer was.`,
  comments: (count) => `${countOf(count, 'comment')} ${were(count)} left out.`,
  adjudicated: (count) =>
    `Where ${countOf(count, 'adjudicated tag')} ${count === 1 ? 'comes' : 'come'} from is left out.`,
  families: (count) =>
    `${countOf(count, 'family', 'families')} of passages ${were(count)} left out: which passages of an event belong together.`,
  'family-details': (count) =>
    `Of ${countOf(count, 'family', 'families')} of passages only which tags belong together is kept, as far as the format can say it.`,
  'cut-families': (count) =>
    `${countOf(count, 'family', 'families')} with passages in other articles of the event ${were(count)} left out: export the whole event to have ${count === 1 ? 'it' : 'them'}.`,
  'link-words': (count) =>
    `${countOf(count, 'word')} on families, findings and absences ${were(count)} left out, decisions of reviewers among them.`,
  aliases: (count) => `The spellings of ${countOf(count, 'name')} ${were(count)} left out.`,
  links: (count) => `${countOf(count, 'link')} between tags ${were(count)} left out.`,
  relations: (count) => `${countOf(count, 'relation')} between tags ${were(count)} left out.`,
  columns: (count) => `${countOf(count, 'cell')} of other columns ${were(count)} left out.`,
  layers: (count) => `${countOf(count, 'layer')} of annotations ${were(count)} left out.`,
  bodies: (count) =>
    `What ${countOf(count, 'annotation')} ${count === 1 ? 'says' : 'say'} beside category, values and note is left out.`,
  'text-labels': (count) =>
    `${countOf(count, 'label')} of whole texts ${were(count)} left out: a tag is on a stretch of text.`,
  'other-categories': (count) =>
    `${tags(count)} of categories that the format has no use for ${were(count)} left out.`,
  codebook: (count) =>
    `What ${countOf(count, 'category', 'categories')} of the codebook ${count === 1 ? 'means' : 'mean'} and how ${count === 1 ? 'it looks' : 'they look'} is left out in whole or in part.`,
  unknown: (count) =>
    `${countOf(count, 'thing')} in the file ${were(count)} not understood and left out.`,
};

function tags(count: number): string {
  return countOf(count, 'tag');
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}

/** A loss as a whole sentence. */
export function describeLoss({ kind, count, what, names = {} }: Loss): string {
  const named = Object.entries(names).map(([name, of]) => `${showHidden(name)} (${grouped(of)})`);
  const sentence =
    what === undefined
      ? SENTENCES[kind](count)
      : `Left out, as there is no place for it here: ${what} (${grouped(count)}).`;
  return named.length === 0 ? sentence : sentence.replace(/\.$/u, `: ${named.join(', ')}.`);
}

/** A loss as a line of a list of what has no place here. */
export function listedLoss(loss: Loss): string {
  const { what, count } = loss;
  return what === undefined ? describeLoss(loss) : `${what} (${grouped(count)})`;
}

/** Losses by which a tag, or a part of one, is in no file. */
export const LEAVING_TAGS_OUT: ReadonlySet<LossKind> = new Set([
  'overlaps',
  'duplicates',
  'empty-spans',
  'rejected',
  'other-categories',
]);

/** Losses by which an article is in no file. */
const LEAVING_ARTICLES_OUT: ReadonlySet<LossKind> = new Set(['untagged', 'unused-articles']);

/** How many articles and tags there are in files. */
export interface WrittenCounts {
  readonly articles: number;
  readonly tags: number;
}

/** How many of so many articles and tags are in the files of a format that has these losses. */
export function countWritten(given: WrittenCounts, losses: readonly Loss[]): WrittenCounts {
  const lost = (kinds: ReadonlySet<LossKind>): number =>
    losses.reduce((sum, { kind, count }) => sum + (kinds.has(kind) ? count : 0), 0);
  return {
    articles: given.articles - lost(LEAVING_ARTICLES_OUT),
    tags: given.tags - lost(LEAVING_TAGS_OUT),
  };
}

/** How many of all were written, in words: `21 of 73 tags`, or `73 tags` where it is all of them. */
export function writtenInWords(written: WrittenCounts, all: WrittenCounts): string {
  const of = (count: number, total: number, noun: string): string =>
    count === total ? countOf(total, noun) : `${grouped(count)} of ${countOf(total, noun)}`;
  return `${of(written.articles, all.articles, 'article')}, ${of(written.tags, all.tags, 'tag')}`;
}

/** Counts losses while a file is written or read. */
export class LossCounter {
  readonly #counts = new Map<LossKind, number>();
  /** What of `unknown` has a name, by it. */
  readonly #named = new Map<string, number>();
  /** By kind and the name that the file gives them. */
  readonly #names = new Map<LossKind, Map<string, number>>();

  add(kind: LossKind, count = 1): void {
    if (count > 0) this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
  }

  /** @param what what is left out, as a noun in the plural: `notes on passages` */
  addNamed(what: string, count = 1): void {
    if (count <= 0) return;
    const isKept = this.#named.has(what) || this.#named.size < NAMED_LIMIT;
    const key = isKept ? what : 'other things';
    this.#named.set(key, (this.#named.get(key) ?? 0) + count);
  }

  /** @param name what the file calls them */
  addWithName(kind: LossKind, name: string, count = 1): void {
    this.add(kind, count);
    this.#addName(kind, name.slice(0, NAME_LENGTH).toWellFormed(), count);
  }

  #addName(kind: LossKind, name: string, count: number): void {
    if (count <= 0) return;
    const names = this.#names.get(kind) ?? new Map<string, number>();
    this.#names.set(kind, names);
    if (!names.has(name) && names.size >= NAME_LIMIT) return;
    names.set(name, (names.get(name) ?? 0) + count);
  }

  /** Those that another counter has. */
  addAll(losses: readonly Loss[]): void {
    for (const { kind, count, what, names = {} } of losses) {
      for (const [name, of] of Object.entries(names)) this.#addName(kind, name, of);
      if (what === undefined) this.add(kind, count);
      else this.addNamed(what, count);
    }
  }

  /** In the order of `LOSS_KINDS`; at the end those with a name, in the order in which they came. */
  list(): Loss[] {
    const counted = LOSS_KINDS.flatMap((kind) => {
      const count = this.#counts.get(kind);
      const names = this.#names.get(kind);
      if (count === undefined) return [];
      return names ? [{ kind, count, names: Object.fromEntries(names) }] : [{ kind, count }];
    });
    const named = Array.from(this.#named, ([what, count]) => ({
      kind: 'unknown' as const,
      count,
      what,
    }));
    return [...counted, ...named];
  }
}
