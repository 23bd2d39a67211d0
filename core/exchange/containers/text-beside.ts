import { addToGroup } from '../../collections/order.ts';
import type { InputFile } from '../content/codec.ts';
import { splitPath, type PathParts } from './paths.ts';

/** The text that a file of tags is on, as far as the names of files say so. */
export interface TextBeside {
  readonly text: InputFile | null;
  /** Where several could be meant, and the names do not say which. */
  readonly rivals: readonly InputFile[];
}

/** What texts are called after the name of their document, where they were made of something else. */
const MADE_OF = /\.(?:xml|html?|tei|sgml?|json|pdf|docx?|raw|clean)$/iu;

/** Folders of texts of the same name that are compared; with more it is not known which is meant. */
const RIVALS = 100;

/**
 * Which text each file of tags is on. Files of one name belong together, best in one folder; what
 * follows or stands before a dot, `_`, `-` or the like in the name of a file of tags may say whose they
 * are, or what the text was called.
 *
 * @returns by path of the file of tags
 */
export function textsBeside(
  tags: readonly InputFile[],
  texts: readonly InputFile[],
): ReadonlyMap<string, TextBeside> {
  const inFolder = new Map<string, InputFile[]>();
  const anywhere = new Map<string, InputFile[]>();
  for (const text of texts) {
    const { folders, stem } = splitPath(text.path);
    for (const name of new Set([stem, stem.replace(MADE_OF, '')])) {
      addToGroup(inFolder, [...folders, name].join('/'), text);
      addToGroup(anywhere, name, text);
    }
  }
  return new Map(
    tags.map(({ path }) => {
      const { folders, stem } = documentInProject(path) ?? splitPath(path);
      const names = shorterNames(stem);
      const folder = [...folders, ''].join('/');
      const found =
        firstOf(names, (name) => inFolder.get(`${folder}${name}`)) ??
        firstOf(names, (name) => anywhere.get(name)) ??
        [];
      return [path, choose(path, found)];
    }),
  );
}

/**
 * Where the text of a file of an INCEpTION project is: in `source`, under the name of the folder of
 * all files on it; `null` for any other file.
 */
function documentInProject(path: string): Pick<PathParts, 'folders' | 'stem'> | null {
  const { folders } = splitPath(path);
  const document = folders.at(-1);
  const isInProject = ['annotation', 'curation'].includes(folders.at(-2) ?? '');
  if (document === undefined || !isInProject) return null;
  return { folders: [...folders.slice(0, -2), 'source'], stem: splitPath(document).stem };
}

function firstOf<T>(
  names: readonly string[],
  find: (name: string) => T | undefined,
): T | undefined {
  for (const name of names) {
    const found = find(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Most words of a name of which some in the middle are taken for the name of a text. */
const WORDS_AROUND = 12;

/** A name, and what is left of it as words are taken away: those at its end first, then those before. */
function shorterNames(stem: string): string[] {
  const parted = Array.from(stem.matchAll(/[^\p{L}\p{M}\p{N}]/gu), ({ index }) => index);
  const ends = [stem.length, ...parted.toReversed()];
  const begins = parted.map((at) => at + 1);
  const both = parted.length > WORDS_AROUND ? ends.slice(0, 1) : ends;
  return [
    ...ends.map((end) => stem.slice(0, end)),
    ...begins.flatMap((begin) => both.map((end) => stem.slice(begin, Math.max(begin, end)))),
  ].filter((name) => name !== '');
}

/** The text in the folder that is most like that of the tags, if there is one. */
function choose(path: string, found: readonly InputFile[]): TextBeside {
  const [first, ...others] = found;
  if (!first) return { text: null, rivals: [] };
  if (found.length > RIVALS) return { text: null, rivals: found };
  if (others.every((other) => hasSameBytes(first, other))) return { text: first, rivals: [] };
  const own = splitPath(path).folders;
  const scores = found.map((text) => likeness(own, splitPath(text.path).folders));
  const most = Math.max(...scores);
  const nearest = found.filter((_, index) => scores[index] === most);
  const [only, ...rivals] = nearest;
  return only && rivals.every((other) => hasSameBytes(only, other))
    ? { text: only, rivals: [] }
    : { text: null, rivals: nearest };
}

/** How many folders two paths have in common, from the outermost and from the innermost on. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const shortest = Math.min(a.length, b.length);
  let before = 0;
  while (before < shortest && a[before] === b[before]) before += 1;
  let after = 0;
  while (before + after < shortest && a.at(-1 - after) === b.at(-1 - after)) after += 1;
  return before + after;
}

function hasSameBytes({ bytes: a }: InputFile, { bytes: b }: InputFile): boolean {
  return a === b || (a.length === b.length && a.every((byte, index) => byte === b[index]));
}
