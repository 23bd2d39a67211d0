// Forms of tags that other programs and corpora have and that are not read here: by the names of their
// fields, by the root of their XML, and by their first lines. What they are, and what to do with them.
import { AS_ROWS, type OtherExport } from './other-programs.ts';

const AS_LINES =
  'Write its stretches with their text as lines of JSON, each {"text": …, "label": [[start, end, label]]}: these are read.';
const IN_INCEPTION =
  'INCEpTION imports it, and exports it as UIMA CAS JSON or as XMI, which are read.';

/** Forms of JSON by names of fields that, all together, only they have. */
const BY_FIELDS: readonly (readonly [
  fields: readonly string[],
  looksLike: string,
  lacks: string,
])[] = [
  [['vertexSet', 'sents'], 'data of DocRED', AS_ROWS],
  [['doc_key', 'sentences', 'ner'], 'data of SciERC or DyGIE++', AS_ROWS],
  [['PubTator3'], 'BioC in JSON, as PubTator has it', AS_LINES],
  [['passages', 'infons'], 'BioC in JSON', AS_LINES],
  [['textSegmentAnnotations'], 'data of Vertex AI', AS_LINES],
  [['text_snippet', 'annotations'], 'data of AutoML', AS_LINES],
  [['rasa_nlu_data'], 'training data of Rasa', AS_LINES],
  [['annotated_by', 'examples'], 'an export of LightTag', AS_LINES],
  [['content', 'annotation', 'points'], 'an export of Dataturks', AS_LINES],
  [['annotation_agent', 'annotation'], 'an export of Argilla', AS_LINES],
  [['prediction_agent', 'prediction'], 'an export of Argilla', AS_LINES],
  [['fields', 'responses', 'suggestions'], 'an export of Argilla', AS_LINES],
  [['denotations'], 'annotations of PubAnnotation', AS_LINES],
  [['tracks', 'text', 'target'], 'annotations of PubAnnotation', AS_LINES],
  [
    ['annotatable', 'anncomplete'],
    'annotations of tagtog',
    `Its text is in another file, which is a page. ${AS_LINES}`,
  ],
  [['paragraphs', 'qas'], 'questions with answers in the form of SQuAD', AS_LINES],
  [['entitymentions', 'sentences'], 'what Stanford CoreNLP writes', AS_LINES],
  [['entityLabel', 'document'], 'an export of UBIAI', AS_LINES],
  [['startOffset', 'endOffset', 'source'], 'data of SageMaker Ground Truth', AS_LINES],
  [['projectFileVersion', 'assets'], 'a project of Azure AI Language', AS_LINES],
  [
    ['completions', 'id'],
    'tasks of Label Studio without their texts',
    'Export them there as JSON, with their data.',
  ],
  [['Labeled Data', 'Label'], 'an export of Labelbox', AS_LINES],
  [['data_row', 'projects'], 'an export of Labelbox', AS_LINES],
];

/** What lists of words and of their tags are called beside each other, where there is no text. */
const WORDS = ['tokens', 'words'];
const TAGS_OF_WORDS = ['tags', 'labels', 'ner', 'ner_tags', 'ner_labels'];

/**
 * The form that records have which are not read as tags; `null` where it is not known.
 *
 * @param names of their fields, those inside of fields included
 */
export function otherRecords(names: ReadonlySet<string>): OtherExport | null {
  const known = BY_FIELDS.find(([fields]) => fields.every((name) => names.has(name)));
  if (known) return { looksLike: known[1], lacks: known[2] };
  const areRows =
    !names.has('text') &&
    WORDS.some((name) => names.has(name)) &&
    TAGS_OF_WORDS.some((name) => names.has(name));
  return areRows ? { looksLike: 'records of words with a tag for each', lacks: AS_ROWS } : null;
}

const INSIDE =
  'Tags that stand in a text as elements are not read. Convert it to brat, or to lines of JSON, each {"text": …, "label": [[start, end, label]]}.';
const APART = 'Its text is in another file. Convert both to brat, or to lines of JSON.';

/** Forms of XML by the name of their root. */
const BY_ROOT = new Map<string, readonly [looksLike: string, lacks: string]>([
  ...['TEI', 'TEI.2', 'teiCorpus', 'teiCorpus.2'].map(
    (root) => [root, ['a text in TEI', `${INSIDE} ${IN_INCEPTION}`]] as const,
  ),
  ['D-Spin', ['a corpus in TCF, as WebLicht has it', IN_INCEPTION]],
  ['GateDocument', ['a document of GATE', AS_LINES]],
  ['NAF', ['a document in NAF', AS_LINES]],
  ['KAF', ['a document in KAF', AS_LINES]],
  ['FoLiA', ['a document in FoLiA', AS_LINES]],
  ['TimeML', ['a text in TimeML', INSIDE]],
  ['source_file', ['annotations of ACE', APART]],
  ['deft_ere', ['annotations of ERE', APART]],
  ['markables', ['annotations of MMAX2', APART]],
  ['ANNOTATION_DOCUMENT', ['annotations of ELAN', AS_LINES]],
  ['basic-transcription', ['a transcription of EXMARaLDA', AS_LINES]],
  ['storedHU', ['an older export of ATLAS.ti', 'Export the project as REFI-QDA (.qdpx).']],
  [
    'rdf:RDF',
    [
      'linked data in RDF',
      'Convert it to JSON-LD, of which annotations of the W3C model are read.',
    ],
  ],
  ...['alto', 'PcGts'].map(
    (root) => [root, ['a page as a scan was recognised', 'Save its words as plain text.']] as const,
  ),
  ['DOC', ['a text in SGML, as agencies and evaluations have it', INSIDE]],
]);

/**
 * The form that XML has which is not read as tags; `null` where it is not known.
 *
 * @param head the beginning, without comments
 */
export function otherMarkup(root: string, head: string): OtherExport | null {
  const known = BY_ROOT.get(root);
  if (known) return { looksLike: known[0], lacks: known[1] };
  if (root === 'collection' && /<(?:document|infon|passage|key)\b/u.test(head)) {
    return { looksLike: 'BioC in XML', lacks: IN_INCEPTION };
  }
  if (root === 'root' && /<sentences>|<tokens>/u.test(head)) {
    return { looksLike: 'what Stanford CoreNLP writes', lacks: AS_LINES };
  }
  if (root === 'annotations' && /\btextSource\s*=/u.test(head)) {
    return { looksLike: 'annotations of Knowtator or eHOST', lacks: APART };
  }
  if (root === 'data' && /<annotations>\s*<(?:entity|relation)>/u.test(head)) {
    return { looksLike: 'annotations of Anafora', lacks: APART };
  }
  return null;
}

/** Forms of plain text by how they begin. */
const BY_BEGINNING: readonly (readonly [begins: RegExp, looksLike: string, lacks: string])[] = [
  [/^[^\s|]{1,40}\|t\|[^\r\n]*[\r\n]+[^\s|]{1,40}\|a\|/u, 'annotations of PubTator', AS_LINES],
  [
    /^(?:@prefix|@base|PREFIX)\s[^\r\n]*<[^<>\s]*>/u,
    'linked data in Turtle',
    'Convert it to JSON-LD, of which annotations of the W3C model are read.',
  ],
  [/^(?:version:[^\r\n]*[\r\n]+\s*)?nlu:\s*[\r\n]+\s*- /u, 'training data of Rasa', AS_LINES],
  [/^##\s*intent:/u, 'training data of Rasa', AS_LINES],
  [/^[^<]{0,2000}<START:[\w.-]+> [^<>]{1,500} <END>/u, 'training data of OpenNLP', INSIDE],
];

/**
 * The form of tags that a plain text has which is not read; `null` for any other text.
 *
 * @param head its beginning, without a byte order mark
 */
export function otherText(head: string): OtherExport | null {
  const begun = head.trimStart();
  const known = BY_BEGINNING.find(([begins]) => begins.test(begun));
  if (known) return { looksLike: known[1], lacks: known[2] };
  const lines = begun.split(/[\r\n]+/u, LINES).filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.every(arePositions) ? OF_POSITIONS : null;
}

/** Lines of a text that are looked at. */
const LINES = 50;

const OF_POSITIONS: OtherExport = {
  looksLike: 'a table of positions in texts that are not in it, as data of shared tasks have them',
  lacks: AS_LINES,
};

/** Whether a row has a name or a number, and after that two positions next to each other. */
function arePositions(line: string): boolean {
  const cells = line.trimEnd().split('\t');
  const isWhole = (cell: string | undefined): boolean => /^\d{1,9}$/u.test(cell ?? '');
  const at = cells.findIndex(
    (cell, index) =>
      index > 0 &&
      isWhole(cell) &&
      isWhole(cells[index + 1]) &&
      Number(cell) < Number(cells[index + 1]),
  );
  return at > 0 && cells.length <= 5;
}
