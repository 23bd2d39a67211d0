/** A path in parts, whatever separates them. */
export interface PathParts {
  /** Names of the folders, the outermost first. */
  readonly folders: readonly string[];
  /** Name of the file without its extension. */
  readonly stem: string;
  /** In lower case, without the dot; empty where there is none. */
  readonly extension: string;
}

/** The parts of a path; it is compared with other paths, and never opened. */
export function splitPath(path: string): PathParts {
  const folders = path.split(/[/\\]/u);
  const name = folders.pop() ?? '';
  const dot = name.lastIndexOf('.');
  return dot <= 0
    ? { folders, stem: name, extension: '' }
    : { folders, stem: name.slice(0, dot), extension: name.slice(dot + 1).toLowerCase() };
}

/** What the files of one document have in common. */
export function documentOf(path: string): string {
  const { folders, stem } = splitPath(path);
  return [...folders, stem].join('/');
}

/** Names of the folders that a file is in, as one. */
export function folderOf(path: string): string {
  return splitPath(path).folders.join('/');
}

/** Before what may be a word of its own in the name of a file; spaces are inside people's names, too. */
const WORD_BEGINS = /(?=[^\p{L}\p{M}\p{N} '’])/u;

/** Such words without what stands around them. */
const WORDS = /[\p{L}\p{M}\p{N}](?:.*[\p{L}\p{M}\p{N}])?/su;

/**
 * What tells paths apart, for each a different word: `anna` and `bert` for `anna/all.jsonl` and
 * `bert/all.jsonl`, and for `a.anna.ann` and `a.bert.ann`, `anna_a.ann` and `bert_a.ann`, or
 * `a (anna).ann` and `a (bert).ann`.
 */
export function namesApart(paths: readonly string[]): string[] {
  const parts = paths.map(splitPath);
  const own = withoutShared(
    parts.map(({ folders, stem }) => [...folders, ...stem.split(WORD_BEGINS)]),
  );
  const taken = new Map<string, number>();
  return parts.map(({ folders, stem }, index) => {
    const { words, from } = own[index] ?? { words: [], from: 0 };
    const cut = Math.max(0, folders.length - from);
    const [last = ''] = WORDS.exec(words.slice(cut).join('')) ?? [];
    const name = [...words.slice(0, cut), last].filter((word) => word !== '');
    const shown = paths.length === 1 || name.length === 0 ? stem : name.join('/');
    const times = (taken.get(shown) ?? 0) + 1;
    taken.set(shown, times);
    return times === 1 ? shown : `${shown} (${times})`;
  });
}

/** What follows the name of a text in that of its annotations, and says what it was made of. */
const KIND = /^(?:txt|text|xml|html?|tei|sgml?|json|pdf|docx?|raw|clean|ann)$/iu;

/** Whose a file is by what its name has beside that of its text: `anna` for `a.anna.ann` on `a.txt`. */
export function nameBeside(path: string, textPath: string): string | null {
  const [{ stem }, { stem: ofText }] = [splitPath(path), splitPath(textPath)];
  const at = stem.indexOf(ofText);
  if (at < 0) return null;
  const [name = ''] = WORDS.exec(`${stem.slice(0, at)} ${stem.slice(at + ofText.length)}`) ?? [];
  return /\p{L}/u.test(name) && !KIND.test(name) ? name : null;
}

/** What tells folders apart; for one that has nothing of its own, its last name. */
export function foldersApart(folders: readonly string[]): string[] {
  const lists = folders.map((folder) => folder.split('/'));
  return withoutShared(lists).map(
    ({ words }, index) =>
      words.filter((word) => word !== '').join('/') || (lists[index]?.at(-1) ?? ''),
  );
}

/** The parts of lists between those that all of them begin and end with. */
function withoutShared(
  lists: readonly (readonly string[])[],
): { readonly words: readonly string[]; readonly from: number }[] {
  const [first, ...others] = lists;
  if (!first) return [];
  const shortest = Math.min(...lists.map(({ length }) => length));
  let from = 0;
  while (from < shortest && others.every((words) => words[from] === first[from])) from += 1;
  let after = 0;
  while (
    from + after < shortest &&
    others.every((words) => words.at(-1 - after) === first.at(-1 - after))
  ) {
    after += 1;
  }
  return lists.map((words) => ({ words: words.slice(from, words.length - after), from }));
}

/**
 * Whose some files are that name nobody, as far as their paths can tell. Where a name is in several
 * folders the folders are people's, and all files in one are of the same person.
 */
export function peopleOfFiles(paths: readonly string[]): Map<string, string> {
  const names = new Set(paths.map((path) => path.slice(folderOf(path).length)));
  if (names.size === new Set(paths).size) {
    const apart = namesApart(paths);
    return new Map(paths.map((path, index) => [path, apart[index] ?? path]));
  }
  const folders = [...new Set(paths.map(folderOf))];
  const apart = foldersApart(folders);
  const byFolder = new Map(folders.map((folder, index) => [folder, apart[index] ?? folder]));
  return new Map(paths.map((path) => [path, byFolder.get(folderOf(path)) || splitPath(path).stem]));
}
