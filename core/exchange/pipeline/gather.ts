import { groupBy } from '../../collections/order.ts';
import { isAnnotatorList } from '../containers/annotator-files.ts';
import { latin1, latin1Head } from '../containers/latin1.ts';
import { otherText } from '../containers/other-forms.ts';
import { folderOf, splitPath } from '../containers/paths.ts';
import { textsBeside } from '../containers/text-beside.ts';
import type { Codec, CodecTools, InputFile } from '../content/codec.ts';
import { recogniseFormat, SURE_ENOUGH, type Recognised } from './codecs.ts';
import { resembles } from './resembles.ts';

/** Most files that are taken in at once, and most bytes of all of them: more than any export of ours. */
export const FOLDER_LIMITS = { files: 100_000, bytes: 512 * 1024 * 1024 } as const;

/** Files that are read as one, in one format. */
export interface FileUnit extends Recognised {
  /** The files of tags first, then the texts that they are on and what else belongs to them. */
  readonly files: readonly InputFile[];
}

/** What some files are. */
export interface GatheredFiles {
  readonly units: readonly FileUnit[];
  /** Texts that no file of tags is on. */
  readonly texts: readonly InputFile[];
  /** Neither tags nor texts: what somebody wrote about the data, and settings of programs. */
  readonly aside: readonly InputFile[];
  /** Of no format that is known, and no texts; what they are like is for `resembles` to say. */
  readonly unknown: readonly InputFile[];
}

interface GatherOptions {
  /** The format that a person has named. */
  readonly named?: Codec | null;
  /** Whether a person chose this very file, and not a folder that it is in. */
  readonly isChosen?: (file: InputFile) => boolean;
  /** Whether it is known of a file that it is the text of an article, whatever it is called. */
  readonly isArticle?: (file: InputFile) => boolean;
}

const TEXT_NAME = /\.(?:txt|text|md|html?)$/iu;
/** Files of the same endings that are never asked for their format: prose may begin in any way. */
const PROSE_NAME = /\.(?:md|html?)$/iu;
const ABOUT_DATA =
  /^(?:(?:readme|licen[cs]e|copying|changelog|contributors|contributing|citation)(?:[-_.]\w+)*|thumbs\.db|desktop\.ini|.*\.(?:conf|cfg|ini|ya?ml|toml|cff|md5|sha1|sha256|bib|py|sh|log|bak|orig|swp)|.+~)$/iu;
/**
 * Settings of brat, which stand in every folder of it, what INCEpTION says of a whole project, and
 * the layers of a CAS in XMI.
 */
const SETTINGS =
  /^(?:(?:annotation|visual|tools|kb_shortcuts)\.conf|exportedproject\d*\.json|type-?system\.xml)$/iu;

/**
 * Says what files are that were named or dropped together, or lie in one folder: those of one format
 * of several files are one thing with the texts that they are on, wherever these lie; any other file
 * is a thing of its own.
 */
export function gatherFiles(
  files: readonly InputFile[],
  tools: Pick<CodecTools, 'decode'>,
  { named = null, isChosen = () => false, isArticle = () => false }: GatherOptions = {},
): GatheredFiles {
  const articles = files.filter(isArticle);
  const others = articles.length > 0 ? files.filter((file) => !isArticle(file)) : files;
  const { data, aside, settings } = setAside(others, isChosen);
  const found = named ? ofNamed(data, named) : withTheirLike(classify(data, tools));
  const { tags, unknown } = found;
  const texts = [...found.texts, ...articles];
  const units: FileUnit[] = [];
  const used = new Set<InputFile>();
  const tagged = tags.map(({ file }) => file);
  for (const group of groupBy(tags, ({ found }) => found.codec).values()) {
    for (const unit of unitsOf(group, settings)) {
      const own = unit.codec.output === 'folder' ? textsFor(unit.files, texts, tagged) : [];
      for (const text of own) used.add(text);
      units.push({ ...unit, files: [...unit.files, ...own] });
    }
  }
  const order = new Map(files.map((file, index) => [file, index]));
  const orderOf = (file: InputFile | undefined): number => (file ? (order.get(file) ?? 0) : 0);
  const isUsed = units.some(({ codec }) => codec.output === 'folder');
  return {
    units: units.sort((a, b) => orderOf(a.files[0]) - orderOf(b.files[0])),
    texts: texts.filter((text) => !used.has(text)).sort((a, b) => orderOf(a) - orderOf(b)),
    aside: isUsed ? aside : [...aside, ...settings],
    unknown,
  };
}

function nameOf(path: string): string {
  return path.split(/[\\/]/u).at(-1) ?? '';
}

/** What is about the data, and what belongs to a format of several files without having tags. */
function setAside(files: readonly InputFile[], isChosen: (file: InputFile) => boolean) {
  const data: InputFile[] = [];
  const aside: InputFile[] = [];
  const settings: InputFile[] = [];
  for (const file of files) {
    const name = nameOf(file.path);
    if (files.length > 1 && isSettings(file)) settings.push(file);
    else if (ABOUT_DATA.test(name) && !isChosen(file)) aside.push(file);
    else data.push(file);
  }
  // Somebody may have an article of such a name.
  return data.length > 0 ? { data, aside, settings } : { data: aside, aside: [], settings };
}

/** Whether a file belongs to the files of tags beside it, and has none itself. */
function isSettings({ path, bytes }: InputFile): boolean {
  if (SETTINGS.test(nameOf(path)) || isAnnotatorList(path)) return true;
  // The configuration of a project of Label Studio.
  return /\.xml$/iu.test(path) && /^\s*<View\b/u.test(latin1(bytes.subarray(0, 256)));
}

interface TagFile {
  readonly file: InputFile;
  readonly found: Recognised;
}

interface Classified {
  readonly tags: readonly TagFile[];
  readonly texts: readonly InputFile[];
  readonly unknown: readonly InputFile[];
}

function ofNamed(files: readonly InputFile[], codec: Codec): Classified {
  const areTexts = files.every(({ path }) => TEXT_NAME.test(path));
  const isText = ({ path }: InputFile): boolean => !areTexts && TEXT_NAME.test(path);
  return {
    tags: files
      .filter((file) => !isText(file))
      .map((file) => ({ file, found: { codec, certainty: 1 } })),
    texts: files.filter(isText),
    unknown: [],
  };
}

function classify(files: readonly InputFile[], tools: Pick<CodecTools, 'decode'>): Classified {
  const tags: TagFile[] = [];
  const texts: InputFile[] = [];
  const unknown: InputFile[] = [];
  const named: InputFile[] = [];
  for (const file of files) {
    const isText = TEXT_NAME.test(file.path);
    if (isText && !PROSE_NAME.test(file.path)) {
      named.push(file);
      continue;
    }
    const found = isText ? recogniseOwn(file) : recogniseFormat([file]);
    if (found) tags.push({ file, found });
    else if (isText || !resembles(file, tools)) texts.push(file);
    else unknown.push(file);
  }
  // A text that tags are on is one, whatever it looks like; others may be tables of tokens.
  const onThem = new Set(textsOf(ofFolders(tags), named));
  for (const file of named) {
    const found = onThem.has(file) ? null : recogniseFormat([file]);
    if (found) tags.push({ file, found });
    else if (!onThem.has(file) && isOtherForm(file)) unknown.push(file);
    else texts.push(file);
  }
  return { tags, texts, unknown };
}

/** Characters of a text in which it is looked for a form of tags. */
const HEAD = 4096;

/** Whether what is called a text has tags in a form that is not read: no person would read it so. */
function isOtherForm({ bytes }: InputFile): boolean {
  return otherText(latin1Head(bytes, HEAD).replace(/^ï»¿/u, '')) !== null;
}

function ofFolders(tags: readonly TagFile[]): readonly InputFile[] {
  return tags.filter(({ found }) => found.codec.output === 'folder').map(({ file }) => file);
}

/** This program's own file is one under any name. */
function recogniseOwn(file: InputFile): Recognised | null {
  const found = recogniseFormat([file]);
  return found?.certainty === 1 && found.codec.name === 'native' ? found : null;
}

/**
 * Files that say nothing of their format by themselves, such as empty ones, are of the format of the
 * others of their ending, or of one that knows them by the files beside them.
 */
function withTheirLike({ tags, texts, unknown }: Classified): Classified {
  const byEnding = new Map<string, Recognised>();
  for (const { file, found } of tags) {
    const { extension } = splitPath(file.path);
    if (found.codec.output === 'folder' && LIKE_EACH_OTHER.has(extension)) {
      byEnding.set(extension, found);
    }
  }
  const more: TagFile[] = [];
  const left: InputFile[] = [];
  for (const [extension, group] of groupBy(unknown, ({ path }) => splitPath(path).extension)) {
    const together = LIKE_EACH_OTHER.has(extension) ? recogniseFormat([...group, ...texts]) : null;
    const found =
      byEnding.get(extension) ?? (together?.codec.output === 'folder' ? together : null);
    if (found) more.push(...group.map((file) => ({ file, found })));
    else left.push(...group);
  }
  return { tags: [...tags, ...more], texts, unknown: left };
}

/** Endings that say of what format a file is. */
const LIKE_EACH_OTHER = new Set(['ann', 'a1', 'a2', 'co', 'rel', 'conll', 'iob', 'bio']);

/** Files of one format as far as it can read them as one; else each by itself. */
function unitsOf(group: readonly TagFile[], settings: readonly InputFile[]): readonly FileUnit[] {
  const [first, ...others] = group;
  if (!first) return [];
  const { codec } = first.found;
  const certainty = Math.max(...group.map(({ found }) => found.certainty));
  const files = [...group.map(({ file }) => file), ...settings];
  const isOne = codec.output === 'folder' && (others.length === 0 || areOne(codec, files));
  return isOne
    ? [{ codec, certainty, files }]
    : group.map(({ file, found }) => ({ ...found, files: [file] }));
}

/** Some formats have a folder of one file of tags and others that belong to it. */
function areOne(codec: Codec, files: readonly InputFile[]): boolean {
  return codec.recognise(files) >= SURE_ENOUGH || codec.recognise(files.slice(0, 1)) < SURE_ENOUGH;
}

/** The texts that files of tags are on, or may be on where their names do not say which. */
function textsOf(tags: readonly InputFile[], texts: readonly InputFile[]): readonly InputFile[] {
  const found = new Set<InputFile>();
  for (const { text, rivals } of textsBeside(tags, texts).values()) {
    for (const each of text ? [text] : rivals) found.add(each);
  }
  return texts.filter((text) => found.has(text));
}

/**
 * The same, with a text that is alone in a folder with several files of tags of one format, whatever
 * these are called: each may be of another person.
 *
 * @param all files of tags of any format
 */
function textsFor(
  tags: readonly InputFile[],
  texts: readonly InputFile[],
  all: readonly InputFile[],
): readonly InputFile[] {
  const found = new Set(textsOf(tags, texts));
  const own = new Set(tags);
  const inFolders = groupBy(all, ({ path }) => folderOf(path));
  for (const [folder, [only, ...others]] of groupBy(texts, ({ path }) => folderOf(path))) {
    const beside = inFolders.get(folder) ?? [];
    if (!only || others.length > 0 || beside.length < 2) continue;
    if (beside.every((file) => own.has(file))) found.add(only);
  }
  return texts.filter((text) => found.has(text));
}
