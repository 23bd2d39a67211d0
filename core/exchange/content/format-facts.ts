/** What a person is told of an exchange format, known without the code that reads and writes it. */
export interface FormatFacts {
  /** What the command line calls it. */
  readonly name: string;
  /** As a person knows it. */
  readonly title: string;
  /** Of the file, or of the main file of the folder, without the dot. */
  readonly extension: string;
  /** Whether an export is one file or a folder of files. */
  readonly output: 'file' | 'folder';
  /** Whether texts are in the file. */
  readonly text: 'always' | 'never' | 'optional';
}

/** Every exchange format, in the order in which they are offered. */
export const FORMAT_FACTS = {
  framewise: {
    name: 'native',
    title: 'Framewise (JSON)',
    extension: 'json',
    output: 'file',
    text: 'optional',
  },
  w3c: {
    name: 'w3c',
    title: 'W3C Web Annotation (JSON-LD)',
    extension: 'jsonld',
    output: 'file',
    text: 'never',
  },
  csv: {
    name: 'csv',
    title: 'CSV (a row for each part of a tag)',
    extension: 'csv',
    output: 'file',
    text: 'never',
  },
  qdpx: {
    name: 'qdpx',
    title: 'REFI-QDA project (ATLAS.ti, MAXQDA, NVivo, …)',
    extension: 'qdpx',
    output: 'file',
    text: 'always',
  },
  brat: {
    name: 'brat',
    title: 'brat standoff',
    extension: 'ann',
    output: 'folder',
    text: 'always',
  },
  doccano: {
    name: 'doccano',
    title: 'doccano (JSON lines)',
    extension: 'jsonl',
    output: 'file',
    text: 'always',
  },
  prodigy: {
    name: 'prodigy',
    title: 'Prodigy (JSON lines)',
    extension: 'jsonl',
    output: 'file',
    text: 'always',
  },
  spacy: {
    name: 'spacy',
    title: 'spaCy (JSON lines)',
    extension: 'jsonl',
    output: 'file',
    text: 'always',
  },
  labelStudio: {
    name: 'label-studio',
    title: 'Label Studio (JSON with configuration)',
    extension: 'json',
    output: 'folder',
    text: 'always',
  },
  webannoTsv: {
    name: 'webanno-tsv',
    title: 'WebAnno TSV 3.3 (INCEpTION)',
    extension: 'tsv',
    output: 'folder',
    text: 'always',
  },
  casJson: {
    name: 'cas-json',
    title: 'UIMA CAS (INCEpTION)',
    extension: 'json',
    output: 'folder',
    text: 'always',
  },
  conll: {
    name: 'conll',
    title: 'CoNLL (IOB2)',
    extension: 'conll',
    output: 'folder',
    text: 'always',
  },
  claimreview: {
    name: 'claimreview',
    title: 'ClaimReview (drafts)',
    extension: 'json',
    output: 'file',
    text: 'never',
  },
} as const satisfies Readonly<Record<string, FormatFacts>>;

/** What is told of the format of this name, if there is one. */
export function findFormatFacts(name: string): FormatFacts | undefined {
  return Object.values(FORMAT_FACTS).find((format) => format.name === name);
}

/** What a person is told of a way to write a codebook into a file. */
export type CodebookFormatFacts = Pick<FormatFacts, 'name' | 'title' | 'extension'>;

/** Every format of codebooks, in the order in which they are offered. */
export const CODEBOOK_FORMAT_FACTS = {
  json: { name: 'json', title: 'JSON', extension: 'json' },
  qdc: { name: 'qdc', title: 'REFI-QDA codebook', extension: 'qdc' },
} as const satisfies Readonly<Record<string, CodebookFormatFacts>>;
