// Files of programs whose tags come in another export: what they are, and which export that is.
import { latin1Head } from './latin1.ts';
import { splitPath } from './paths.ts';

/** A file with tags that cannot be read as it is. */
export interface OtherExport {
  /** What follows *it looks like*, without a full stop. */
  readonly looksLike: string;
  /** What it lacks, and which export to make: whole sentences. */
  readonly lacks: string;
}

const REFI = 'Export the project as REFI-QDA (.qdpx), which has them.';
const AS_PROJECT = 'Export it there as a REFI-QDA project (.qdpx), which is read.';
const WITHOUT_PLACES = 'It has their words without their positions.';

/** Of what has lists of words. */
export const AS_ROWS =
  'It has words in place of a text, with tags by their numbers. Convert it to CoNLL, which is read.';

const AS_CONLL =
  'Write it as CoNLL, which is read: on each line a word, a tab and its tag, and an empty line after each sentence.';

/** What Taguette writes has these columns alone, in their order; by themselves they tell of no program. */
const TAGUETTE_COLUMNS = ['id', 'document', 'tag', 'content'];

const TAGUETTE: OtherExport = {
  looksLike: 'a table of highlights from Taguette',
  lacks: `${WITHOUT_PLACES} Export the document itself to have its article, and tag the words there. If it is a table of articles, give one of its columns another name.`,
};

/**
 * Characters of a row, as a mean of all, from which on it has an article and no highlight: where there are
 * several of one document, and where each row has another one.
 */
const ARTICLE_LENGTH = { ofSome: 600, ofEach: 200 } as const;

/** Tables by columns that only these programs have together, in lower case. */
const TABLES: readonly (readonly [columns: readonly string[], OtherExport])[] = [
  [
    ['uuid', 'quote_transcription', 'anchor'],
    {
      looksLike: 'a table of annotations from Recogito',
      lacks: 'It does not say where they end. Download them as JSON-LD, which does.',
    },
  ],
  [
    ['author', 'group', 'quote', 'comment', 'tags'],
    {
      looksLike: 'a table of annotations from Hypothesis',
      lacks: `${WITHOUT_PLACES} Export them as JSON, which has both.`,
    },
  ],
  [
    ['document name', 'code', 'segment'],
    {
      looksLike: 'a table of coded segments from MAXQDA',
      lacks: `${WITHOUT_PLACES} ${REFI}`,
    },
  ],
  [
    ['quotation content', 'codes'],
    { looksLike: 'a table of quotations from ATLAS.ti', lacks: `${WITHOUT_PLACES} ${REFI}` },
  ],
  [['word', 'tag', 'pos'], { looksLike: 'a table of words with a tag for each', lacks: AS_CONLL }],
  [['sentence #', 'word'], { looksLike: 'a table of words with a tag for each', lacks: AS_CONLL }],
  [['tokenized_text', 'ner'], { looksLike: 'training data of GLiNER', lacks: AS_ROWS }],
  [['tokens', 'ner_tags'], { looksLike: 'a data set of Hugging Face', lacks: AS_ROWS }],
];

/**
 * A list of stretches in a cell: of objects, as Label Studio has it, or of positions and labels, as
 * programs write lists. Marks of quotation may still be doubled.
 */
const STRETCHES =
  /\[\s*(?:\{[^{}]{0,300}"{1,2}start(?:Offset)?"{1,2}\s*:|[[(]\s*\d{1,9}\s*,\s*\d{1,9}\s*,\s*["'])/u;

const IN_CELLS: OtherExport = {
  looksLike: 'a table with labelled stretches in its cells, such as Label Studio exports',
  lacks: 'Export them as JSON or as lines of JSON, which are read.',
};

/** What stands in the rows of a table. */
export interface RowsSeen {
  /** Some of the cells, or the rows as a whole. */
  readonly cells: Iterable<string>;
  /** Characters of a row, as a mean of all. */
  readonly length: number;
  /** What stands in the second column. */
  readonly second: readonly string[];
}

/** Whether rows with the columns of Taguette are passages, as far as that can be told. */
function arePassages({ length, second }: RowsSeen): boolean {
  const isOfEach = new Set(second).size === second.length;
  return length < (isOfEach ? ARTICLE_LENGTH.ofEach : ARTICLE_LENGTH.ofSome);
}

/**
 * The program that a table of tags comes from, where it is known to be no table of articles.
 *
 * @param columns names in the first row, or of the fields of records
 * @param rows `null` for records that are in no table
 */
export function otherTable(columns: readonly string[], rows: RowsSeen | null): OtherExport | null {
  const given = columns.map((name) => name.trim().toLowerCase());
  const names = new Set(given);
  const known = TABLES.find(([wanted]) => wanted.every((name) => names.has(name)));
  if (known) return known[1];
  if (!rows) return null;
  const isTaguette = given.join() === TAGUETTE_COLUMNS.join() && arePassages(rows);
  if (isTaguette) return TAGUETTE;
  for (const cell of rows.cells) if (STRETCHES.test(cell)) return IN_CELLS;
  return null;
}

/** What records have of a labelled stretch, by the last part of the names that lead to it. */
const START = /^(?:start|begin|from|offset)(?:[_-]?(?:offset|char))?$/iu;
const END = /^(?:end|stop|to|length)(?:[_-]?(?:offset|char))?$/iu;
const LABEL = /^(?:labels?|tag|entity|category|type|class[_-]?id|obj|display[_-]?name)$/iu;

/** Stretches that posts have of themselves, beside which others are of a program as well. */
const OF_POSTS = /(?:^|\.)(?:urls|hashtags|(?:user_)?mentions|symbols|cashtags)(?:\.|$)/iu;

const POSITION = /^\d{1,9}$/u;

/**
 * The name under which records have labelled stretches in a form that is not read as tags: `a.b`; `null`
 * where they have none.
 *
 * @param cells values by the names that lead to them, those of a list one after the other
 */
export function stretchesInRecord(cells: ReadonlyMap<string, readonly string[]>): string | null {
  const names = [...cells.keys()];
  if (names.some((name) => OF_POSTS.test(name))) return null;
  const isPosition = (name: string): boolean =>
    cells.get(name)?.some((value) => POSITION.test(value)) === true;
  for (const name of names) {
    const folder = name.slice(0, Math.max(0, name.lastIndexOf('.')));
    const [top = ''] = folder.split('.');
    const isBeside = (other: string): boolean => other.startsWith(`${folder}.`);
    if (folder === '') {
      if (areTriples(cells.get(name) ?? [])) return name;
    } else if (lastOf(name) === 'indices' && isPosition(name)) return folder;
    else if (
      START.test(lastOf(name)) &&
      isPosition(name) &&
      names.some((other) => isBeside(other) && END.test(lastOf(other)) && isPosition(other)) &&
      names.some((other) => other.startsWith(`${top}.`) && LABEL.test(lastOf(other)))
    ) {
      return folder;
    }
  }
  return null;
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Whether values are labels each with two positions, in whatever order. */
function areTriples(values: readonly string[]): boolean {
  if (values.length === 0 || values.length % 3 !== 0) return false;
  return values.every((_, index) => {
    if (index % 3 !== 0) return true;
    const three = values.slice(index, index + 3);
    const [start = '', end = '', ...more] = three.filter((value) => POSITION.test(value));
    return end !== '' && more.length === 0 && Number(start) < Number(end);
  });
}

/** What is said of records with such stretches. */
export function describeStretches(name: string): OtherExport {
  return {
    looksLike: `records with labelled stretches (${name}) in a form that is not read as tags`,
    lacks:
      'Write each as [start, end, label] in a list under label, beside the text, which is read as doccano’s form. If they are no tags, leave that field out.',
  };
}

/** Files of programs by the endings of their names; what is in them is for these programs alone. */
const PROJECTS: readonly (readonly [ending: RegExp, OtherExport])[] = [
  [
    /^mx\w{2,3}$/u,
    { looksLike: 'a project of MAXQDA, which only MAXQDA reads', lacks: AS_PROJECT },
  ],
  [/^nvpx?$/u, { looksLike: 'a project of NVivo, which only NVivo reads', lacks: AS_PROJECT }],
  [
    /^(?:atlproj\w*|hpr\w*)$/u,
    { looksLike: 'a project of ATLAS.ti, which only ATLAS.ti reads', lacks: AS_PROJECT },
  ],
  [/^qda$/u, { looksLike: 'the database of a project of QualCoder', lacks: AS_PROJECT }],
  [
    /^spacy$/u,
    {
      looksLike: 'a DocBin of spaCy',
      lacks: 'Write its documents as lines of JSON with Doc.to_json, which are read.',
    },
  ],
  [
    /^ser$/u,
    { looksLike: 'a serialised CAS of UIMA', lacks: 'Export it as UIMA CAS JSON or XMI.' },
  ],
  [
    /^(?:parquet|arrow|feather|pkl|pickle)$/u,
    { looksLike: 'a table for programs', lacks: 'Write it as lines of JSON, which are read.' },
  ],
];

const DATABASE: OtherExport = {
  looksLike: 'a database (SQLite), such as Taguette, Prodigy and others keep their projects in',
  lacks:
    'No database is read: export what is in it from its own program, from Prodigy with db-out, from others as REFI-QDA (.qdpx), JSON or brat.',
};

/** The program that bytes without a text come from; `null` where that is not known. */
export function otherBinary(path: string, bytes: Uint8Array): OtherExport | null {
  const { extension } = splitPath(path);
  const [, project] = PROJECTS.find(([ending]) => ending.test(extension)) ?? [];
  if (project) return project;
  return latin1Head(bytes, 15) === 'SQLite format 3' ? DATABASE : null;
}
