import { addToGroup, compareText, groupBy } from '../../../collections/order.ts';
import { isAnnotatorList } from '../../containers/annotator-files.ts';
import { latin1 } from '../../containers/latin1.ts';
import { documentOf, splitPath } from '../../containers/paths.ts';
import type { InputFile } from '../../content/codec.ts';

/** All annotations of a document. */
const WHOLE = 'ann';

/** Some of them: those that were given, those that were asked for, and what belongs together. */
const PARTIAL = ['a1', 'a2', 'co', 'rel'];

/** A line of a file as brat or an older program writes it; at worst with spaces for tabs. */
const FIRST_LINE =
  /^(?:T\d+[\t ][^\t ]+[\t ]-?\d+[\t ]\d+|[AEMNR]\d+[\t ][^\t ]+ ?[^\t ]|\*[\t ]Equiv |#\d+[\t ][^\t ]+ [A-Z]\d)/u;

/** How sure it is that some files are of this format, from 0 to 1. */
export function recogniseBrat(files: readonly InputFile[]): number {
  const named = files.filter(({ path }) => isAnnotations(path));
  const [first] = named.filter(({ bytes }) => bytes.length > 0);
  if (first) {
    if (hasFirstLine(first)) return 0.97;
    return extensionOf(first.path) === WHOLE ? 0.2 : 0;
  }
  // One without any line is a file without tags.
  if (named.some(({ path }) => extensionOf(path) === WHOLE)) return 0.6;
  const [file, ...others] = files;
  return file && others.length === 0 && hasFirstLine(file) ? 0.9 : 0;
}

/** The files of annotations of each document, which know each other's ids. */
export function annotationFiles(files: readonly InputFile[]): (readonly InputFile[])[] {
  const named = files.filter(({ path }) => isAnnotations(path));
  // Whatever is no text may be one, where no name says so.
  const others = files.filter(
    ({ path }) => !['txt', 'conf'].includes(extensionOf(path)) && !isAnnotatorList(path),
  );
  const documents = new Map<string, InputFile[]>();
  const partial = named.filter(({ path }) => PARTIAL.includes(extensionOf(path)));
  const keys = partialKeys(partial);
  for (const file of named.length > 0 ? named : others) {
    addToGroup(documents, keys.get(file) ?? file.path, file);
  }
  return Array.from(documents.values(), (parts) =>
    parts.toSorted((a, b) => compareText(extensionOf(a.path), extensionOf(b.path))),
  );
}

/**
 * Which document each file with some of the annotations is of: those of a name in one folder, or in
 * several where no two of them are of one kind.
 */
function partialKeys(files: readonly InputFile[]): ReadonlyMap<InputFile, string> {
  const byName = groupBy(files, ({ path }) => splitPath(path).stem);
  const keys = new Map<InputFile, string>();
  for (const [stem, group] of byName) {
    const isOne = new Set(group.map(({ path }) => extensionOf(path))).size === group.length;
    for (const file of group) keys.set(file, isOne ? `${stem}.` : `${documentOf(file.path)}.`);
  }
  return keys;
}

function isAnnotations(path: string): boolean {
  const extension = extensionOf(path);
  return extension === WHOLE || PARTIAL.includes(extension);
}

function extensionOf(path: string): string {
  return splitPath(path).extension;
}

function hasFirstLine({ bytes }: InputFile): boolean {
  const beginning = latin1(bytes.subarray(0, 1024)).replace(/^(?:ï»¿)?[\t\r\n ]*/u, '');
  return FIRST_LINE.test(beginning);
}
