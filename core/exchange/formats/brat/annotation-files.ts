import { compareText, groupBy } from '../../../collections/order.ts';
import { isAnnotatorList } from '../../containers/annotator-files.ts';
import { latin1Head } from '../../containers/latin1.ts';
import { documentOf, splitPath } from '../../containers/paths.ts';
import { textsBeside } from '../../containers/text-beside.ts';
import type { InputFile } from '../../content/codec.ts';

/** All annotations of a document. */
const WHOLE = 'ann';

/** Some of them: those that were given, and those that go on from them. */
const GIVEN = 'a1';
const PARTIAL = [GIVEN, 'a2', 'co', 'rel'];

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
  // One without any line is a file without tags, or with nothing more than the given ones.
  if (named.length > 0) return 0.6;
  const [file, ...others] = files;
  return file && others.length === 0 && hasFirstLine(file) ? 0.9 : 0;
}

/** The files of annotations of one document and one person. */
export interface DocumentParts {
  /** The file that says whose they are; the others may be those of somebody else, too. */
  readonly own: InputFile;
  /** In the order of reading: they know each other's ids. */
  readonly files: readonly InputFile[];
  /** Whether the annotations that its file goes on from are not there. */
  readonly lacksGiven: boolean;
}

/** The files of annotations of each document; where several people had the same given ones, of each. */
export function documentParts(files: readonly InputFile[]): readonly DocumentParts[] {
  const named = files.filter(({ path }) => isAnnotations(path));
  // Whatever is no text may be one, where no name says so; beside those, what looks like one.
  const isText = ({ path }: InputFile): boolean => ['txt', 'conf'].includes(extensionOf(path));
  const others = files.filter(
    (file) =>
      !isAnnotatorList(file.path) &&
      !isAnnotations(file.path) &&
      (hasFirstLine(file) || (named.length === 0 && !isText(file))),
  );
  const order = new Map(files.map((file, index) => [file, index]));
  const whole = [...named, ...others].filter((file) => !isPartial(file));
  return [
    ...whole.map((own) => ({ own, files: [own], lacksGiven: false })),
    ...partialDocuments(named.filter(isPartial)),
  ].sort((a, b) => (order.get(a.own) ?? 0) - (order.get(b.own) ?? 0));
}

/**
 * Documents of several files: those that go on from the given ones of their name, wherever these lie.
 * Where several of one kind go on from the same, they are those of several people or programs.
 */
function partialDocuments(files: readonly InputFile[]): DocumentParts[] {
  const given = files.filter(({ path }) => extensionOf(path) === GIVEN);
  const asked = files.filter(({ path }) => extensionOf(path) !== GIVEN);
  const beside = textsBeside(asked, given);
  const groups = groupBy(asked, ({ path }) => beside.get(path)?.text ?? splitPath(path).stem);
  const alone = given.filter((file) => !groups.has(file));
  return [
    ...alone.map((own) => ({ own, files: [own], lacksGiven: false })),
    ...Array.from(groups).flatMap(([key, group]) => {
      const home = typeof key === 'string' ? null : key;
      const people = peopleIn(group);
      return people.flatMap((files): DocumentParts[] => {
        const [first] = files;
        const own = people.length === 1 && home !== null ? home : first;
        const lacksGiven = home === null;
        return own ? [{ own, files: home ? [home, ...files] : files, lacksGiven }] : [];
      });
    }),
  ];
}

/** The files of each person among those on the same given ones; what is there once is everybody's. */
function peopleIn(group: readonly InputFile[]): (readonly InputFile[])[] {
  const inOrder = group.toSorted((a, b) => compareText(extensionOf(a.path), extensionOf(b.path)));
  const kinds = groupBy(inOrder, ({ path }) => extensionOf(path));
  const isShared = ({ path }: InputFile): boolean => kinds.get(extensionOf(path))?.length === 1;
  const people = groupBy(
    inOrder.filter((file) => !isShared(file)),
    ({ path }) => documentOf(path),
  );
  if (people.size === 0) return [inOrder];
  const ofOne = ({ path }: InputFile): boolean => people.has(documentOf(path));
  const shared = inOrder.filter(isShared);
  return Array.from(people, ([document, files]) => [
    ...files,
    ...shared.filter((file) => !ofOne(file) || documentOf(file.path) === document),
  ]);
}

function isAnnotations(path: string): boolean {
  const extension = extensionOf(path);
  return extension === WHOLE || PARTIAL.includes(extension);
}

function isPartial({ path }: InputFile): boolean {
  return PARTIAL.includes(extensionOf(path));
}

/** In lower case; that of `one.a2.t1`, which names a task, is the one before. */
function extensionOf(path: string): string {
  const { stem, extension } = splitPath(path);
  const before = /^t\d+$/u.test(extension) ? splitPath(stem).extension : '';
  return PARTIAL.includes(before) ? before : extension;
}

function hasFirstLine({ bytes }: InputFile): boolean {
  const beginning = latin1Head(bytes, 1024).replace(/^(?:ï»¿)?[\t\r\n ]*/u, '');
  return FIRST_LINE.test(beginning);
}
