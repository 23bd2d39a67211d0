import { err, type Result } from '../../../../result.ts';
import { latin1, latin1Head } from '../../../containers/latin1.ts';
import { splitPath } from '../../../containers/paths.ts';
import { openZip, ZIP_LIMITS, type ZipArchive } from '../../../containers/zip.ts';
import type { CodecError, CodecTools, InputFile } from '../../../content/codec.ts';
import type { LooseContent } from '../../../content/loose.ts';
import { CAS_JSON } from '../cas-json.ts';

/** Bytes at both ends of an archive in which its names are looked for. */
const LOOKED_AT = 64 * 1024;

/** Whether a file is the export of a project of INCEpTION or WebAnno, by the names in it. */
export function isProjectZip({ bytes }: InputFile): boolean {
  if (latin1Head(bytes, 4) !== 'PK\u0003\u0004') return false;
  const ends = [bytes.subarray(0, LOOKED_AT), bytes.subarray(-LOOKED_AT)];
  return ends.some((end) => IN_PROJECT.test(latin1(end)));
}

/**
 * A name that only such an export has: its own file, or that of somebody's annotations of a document;
 * and a CAS in XMI, with which its layers are packed where one document is exported.
 */
const IN_PROJECT =
  /exportedproject\d*\.json|(?:annotation|curation)\/[^/\0]{1,255}\/[^/\0]{1,255}\.(?:tsv|xmi|json|zip)|[^/\0]\.xmi/iu;

type ReadFiles = (
  files: readonly InputFile[],
  tools: CodecTools,
) => Result<LooseContent, CodecError>;

/** Reads the documents of an exported project, in whichever of the forms that are read here they are. */
export function readProjectZip(
  file: InputFile,
  tools: CodecTools,
  readTsv: ReadFiles,
): Result<LooseContent, CodecError> {
  const files: InputFile[] = [];
  const wrong = unpack(file, tools, files);
  if (wrong) return err(wrong);
  const has = (extension: string): boolean =>
    files.some(({ path }) => splitPath(path).extension === extension && isDocument(path));
  if (has('tsv')) return readTsv(files, tools);
  const isCas = has('json') || files.some(({ path }) => splitPath(path).extension === 'xmi');
  if (isCas && CAS_JSON.read) return CAS_JSON.read(files, tools);
  const forms = new Set(
    files.flatMap(({ path }) => (isDocument(path) ? splitPath(path).extension : [])),
  );
  const found = [...forms].filter((form) => form !== '').join(', ');
  const detail = `It is a project of INCEpTION whose annotations are ${found === '' ? 'not in it' : `in a form that is not read here (${found})`}. Export the project again with the format WebAnno TSV v3.3 or UIMA CAS JSON.`;
  return err({ type: 'other-format', place: file.path, detail });
}

function isDocument(path: string): boolean {
  return ['annotation', 'curation'].includes(splitPath(path).folders.at(-2) ?? '');
}

/** What is looked at: documents, their texts, and what a project says of itself. */
const WANTED =
  /(?:^|\/)(?:(?:annotation|curation)\/[^/]+|source)\/[^/]+$|(?:^|\/)exportedproject\d*\.json$|\.xmi$/iu;

/** Adds the files of a project; a document of several files is an archive of its own in it. */
function unpack(file: InputFile, tools: CodecTools, files: InputFile[]): CodecError | null {
  const archive = openZip(file, tools, { ...ZIP_LIMITS, mayHold: /\.zip$/iu });
  if (!archive.ok) return archive.error;
  let left: number = ZIP_LIMITS.inflated;
  const add = (from: ZipArchive, name: string, path: string): CodecError | null => {
    const read = from.read(name);
    if (read?.ok !== true) return read?.error ?? null;
    left -= read.value.length;
    files.push({ path, bytes: read.value });
    return null;
  };
  for (const name of archive.value.names.filter((each) => WANTED.test(each))) {
    const path = `${file.path}/${name}`;
    if (!name.toLowerCase().endsWith('.zip')) {
      const wrong = add(archive.value, name, path);
      if (wrong) return wrong;
      continue;
    }
    const packed = archive.value.read(name);
    if (packed?.ok !== true) continue;
    const limits = { ...ZIP_LIMITS, inflated: Math.max(0, left) };
    const inner = openZip({ path, bytes: packed.value }, tools, limits);
    if (!inner.ok) return inner.error;
    for (const inside of inner.value.names) {
      const { extension } = splitPath(inside);
      // Its name is that of the archive: inside, some have the document's.
      if (!['tsv', 'json', 'xmi'].includes(extension)) continue;
      const wrong = add(inner.value, inside, path.replace(/zip$/iu, extension));
      if (wrong) return wrong;
    }
  }
  return null;
}
