import { readAnnotatorList } from '../../containers/annotator-files.ts';
import { splitPath } from '../../containers/paths.ts';
import type { CodecTools, InputFile } from '../../content/codec.ts';
import type { LooseAuthor } from '../../content/loose.ts';
import { isRecord, readJson } from '../../content/read-file.ts';

/** Document of INCEpTION that nobody has annotated. */
export const NOBODYS = 'INITIAL_CAS';

/** Whose the documents are that somebody has made of those of all others. */
const CURATION = { file: 'CURATION_USER', name: 'Curation' };

/** Endings that a document has in its name, and a folder that is named after one. */
const DOCUMENT = /\.(?:txt|tsv|xmi|xml|json|html?|pdf|conllu?|conll[a-z0-9-]*|bioc|tcf|docx?)$/iu;

/** What INCEpTION would call a document with a title: by the name of a file. */
export function documentTitle(title: string): string {
  return DOCUMENT.test(title) ? `${title}.txt` : title;
}

/** What a document is called, without the ending of the file that it was. */
export function titleOfDocument(name: string): string {
  return name.replace(DOCUMENT, '');
}

/** Whether a file describes a project; the number in its name is the program's own. */
export function isProjectFile(path: string): boolean {
  const { stem, extension } = splitPath(path);
  return extension === 'json' && /^exportedproject\d*$/iu.test(stem);
}

/** Whether a file says of which layers a CAS is: it is exported beside each one in XMI. */
export function isTypeSystem(path: string): boolean {
  const { stem, extension } = splitPath(path);
  return extension === 'xml' && /^type-?system$/iu.test(stem);
}

/** Where a file of a project belongs, as its folders say; `null` for one that is in none. */
interface Place {
  readonly kind: 'annotation' | 'curation';
  readonly document: string;
  readonly user: string;
}

function placeOf(path: string): Place | null {
  const { folders, stem } = splitPath(path);
  const document = folders.at(-1);
  const folder = folders.at(-2) ?? '';
  if (document === undefined) return null;
  const isNamed = folder === 'annotation' || folder === 'curation';
  if (!isNamed && !DOCUMENT.test(document)) return null;
  const isCurated = folder === 'curation' || stem === CURATION.file;
  return { kind: isCurated ? 'curation' : 'annotation', document, user: stem };
}

/** What an export of a project says besides its documents. */
export interface InceptionProject {
  /** Whose a file is; `null` where its folders do not say. */
  readonly authorOf: (path: string) => LooseAuthor | null;
  /** Whether somebody has not finished a file, or has turned it down. */
  readonly isUnfinished: (path: string) => boolean;
}

/** Reads the folders of an export, the list of annotators of one of ours, and the project's own file. */
export function inceptionProject(
  files: readonly InputFile[],
  tools: Pick<CodecTools, 'decode'>,
): InceptionProject {
  const list = readAnnotatorList(files, tools);
  const unfinished = new Set(
    files.filter(({ path }) => isProjectFile(path)).flatMap((file) => unfinishedIn(file, tools)),
  );
  return {
    authorOf: (path) => {
      const place = placeOf(path);
      if (!place || place.user === NOBODYS) return null;
      const { user } = place;
      return list.get(user) ?? { id: null, name: user === CURATION.file ? CURATION.name : user };
    },
    isUnfinished: (path) => {
      const place = placeOf(path);
      return place !== null && unfinished.has(keyOf(place));
    },
  };
}

function keyOf({ kind, document, user }: Place): string {
  return [kind, document, kind === 'curation' ? '' : user].join('\n');
}

/** Keys of the documents of a project that are not finished; its states are spelled in several ways. */
function unfinishedIn(file: InputFile, tools: Pick<CodecTools, 'decode'>): string[] {
  const read = readJson(file, tools);
  const project = read.ok && isRecord(read.value) ? read.value : {};
  const records = (name: string): Readonly<Record<string, unknown>>[] => {
    const value = project[name];
    return Array.isArray(value) ? value.filter(isRecord) : [];
  };
  const stateOf = ({ state }: Readonly<Record<string, unknown>>): string =>
    typeof state === 'string' ? state.toUpperCase().replaceAll(/[^A-Z]/gu, '') : '';
  const annotated = records('annotation_documents').flatMap((record) => {
    const { name: document, user } = record;
    const isLeft = ['INPROGRESS', 'IGNORE', 'NEW'].includes(stateOf(record));
    if (!isLeft || typeof document !== 'string' || typeof user !== 'string') return [];
    return [keyOf({ kind: 'annotation', document, user })];
  });
  const curated = records('source_documents').flatMap((record) => {
    const { name: document } = record;
    const isLeft = stateOf(record) === 'CURATIONINPROGRESS';
    return isLeft && typeof document === 'string'
      ? [keyOf({ kind: 'curation', document, user: '' })]
      : [];
  });
  return [...annotated, ...curated];
}
