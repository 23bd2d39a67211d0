// CoNLL: rows of tokens with columns beside them, and the text that they are on, or that is made of them.
// What the columns of a file mean is asked of the file itself.
import { err, ok } from '../../../result.ts';
import {
  annotatorFiles,
  articleStems,
  authorsOf,
  isAnnotatorList,
  UNTAGGED,
  writeAnnotatorList,
} from '../../containers/annotator-files.ts';
import { splitPath } from '../../containers/paths.ts';
import { textsBeside } from '../../containers/text-beside.ts';
import { countChangedNames, setsByArticle } from '../../content/content-lookup.ts';
import {
  type LooseAuthor,
  NOTHING_READ,
  type LooseArticle,
  type LooseTag,
  type ReadRefusal,
} from '../../content/loose.ts';
import { namesOf } from '../../../codebook/names.ts';
import type { Codec, CodecError, InputFile, OutputFile } from '../../content/codec.ts';
import { countLosses, OURS_ALONE } from '../../content/count-losses.ts';
import { latin1 } from '../../containers/latin1.ts';
import { CONTENT_LIMITS } from '../../content/content.ts';
import { TokenizedText } from '../../containers/tokens.ts';
import { CUT, readLines, readText } from '../../content/read-file.ts';
import { chunksOf, sentencesAround, writeRows } from './write-rows.ts';

/** IOB1, IOB2, and the schemes that mark ends and single tokens as well. */
const CHUNK = /^(?:O|([BIESLU])-(.+))$/u;

/**
 * Lines of `token POS chunk tag` in IOB2, as in CoNLL-2003 (the middle columns are `_`): for each
 * annotator a folder, in it for each article the text and one file for each category. A sentence
 * does not end inside a tag, and is the same in all files of an article. On reading, the tokens
 * are placed on the text of the same name; where there is none, a text is made of the tokens, with
 * spaces between them and a line for each sentence. Importers break on a tag that begins with `I-`.
 */
export const CONLL: Codec = {
  name: 'conll',
  title: 'CoNLL (IOB2)',
  extension: 'conll',
  output: 'folder',
  unit: 'rows of tokens',
  text: 'always',
  write: (content, options) => {
    const losses = countLosses(content, [
      ...OURS_ALONE,
      'attributes',
      'attribute-spans',
      'notes',
      'confidence',
    ]);
    const people = annotatorFiles(content, options, [UNTAGGED]);
    const sets = setsByArticle(content);
    const types = namesOf(content.codebook.categories);
    const stems = articleStems(content.articles, losses);
    losses.add(
      'names',
      countChangedNames(content, (id) => types.get(id) ?? id),
    );
    const documents = content.articles.flatMap(({ id, text }, index): OutputFile[] => {
      const tokenized = new TokenizedText(text);
      const layers = (sets.get(id) ?? []).map((set) => ({
        folder: people.get(set.annotator)?.stem ?? set.annotator,
        chunks: chunksOf(set, tokenized, losses),
      }));
      const sentences = sentencesAround(
        tokenized,
        layers.flatMap(({ chunks }) => [...chunks.values()].flat()),
      );
      if (layers.length === 0) layers.push({ folder: UNTAGGED, chunks: new Map() });
      return layers.flatMap(({ folder, chunks }) => {
        const path = `${folder}/${stems[index]}`;
        const rows = Array.from(chunks, ([category, ranges]) => {
          const type = types.get(category) ?? category;
          const content = writeRows(text, tokenized, sentences, type, ranges);
          return { path: `${path}.${type}.conll`, content };
        });
        // Without tags it is still an example of a text.
        if (rows.length === 0) {
          const content = writeRows(text, tokenized, sentences, '', []);
          rows.push({ path: `${path}.conll`, content });
        }
        return [{ path: `${path}.txt`, content: text }, ...rows];
      });
    });
    return {
      files:
        documents.length === 0
          ? []
          : [writeAnnotatorList(people.values(), content.codebook), ...documents],
      losses: losses.list(),
    };
  },
  recognise: (files) => {
    const [file] = rowFiles(files);
    if (!file) return 0;
    const beginning = latin1(file.bytes.subarray(0, 2048)).replace(/^ï»¿/u, '');
    if (/^\s*-DOCSTART-\s/u.test(beginning)) return 0.95;
    // The last line may be cut.
    const lines = beginning.split(/\r?\n/u).slice(0, -1);
    const rows = lines.filter((line) => line.trim() !== '' && !line.startsWith('# '));
    const isRow = (line: string): boolean => /\S[ \t]+(?:O|[BIESLU]-\S+)[ \t]*$/u.test(line);
    return rows.length > 0 && rows.every(isRow) ? 0.85 : 0;
  },
  read: (files, tools) => {
    const rows = rowFiles(files);
    const texts = files.filter(
      (file) => splitPath(file.path).extension === 'txt' && !rows.includes(file),
    );
    // Its name is that of the text, or has the category after it.
    const beside = textsBeside(rows, texts);
    const authors = authorsOf(rows, files, tools);
    const articles: LooseArticle[] = [];
    const refused: ReadRefusal[] = [];
    const used = new Set<InputFile>();
    let error: CodecError | null = null;
    for (const file of rows) {
      const textFile = beside.get(file.path)?.text;
      if (textFile) used.add(textFile);
      const read = readLines(file, tools);
      const text = textFile ? readText(textFile, tools) : undefined;
      const wrong = read.ok ? (text && !text.ok ? text.error : null) : read.error;
      if (wrong) {
        error ??= wrong;
        refused.push({ place: wrong.place, reason: wrong.detail, tags: 0 });
      } else if (read.ok) {
        const author = authors.get(file.path) ?? null;
        const reader = new RowReader(file.path, text?.ok ? text.value : null, author, refused);
        for (const article of reader.read(read.value)) articles.push(article);
      }
    }
    if (articles.length === 0 && (error || used.size === texts.length)) {
      const [first] = refused;
      const detail = first?.reason ?? 'There are no rows of tokens in it.';
      const place = first?.place ?? files[0]?.path ?? '';
      return err(error ?? { type: 'malformed', place, detail });
    }
    for (const file of texts) {
      if (used.has(file)) continue;
      const text = readText(file, tools);
      if (text.ok) articles.push(articleOf(file.path, text.value, []));
      else refused.push({ place: file.path, reason: text.error.detail, tags: 0 });
    }
    return ok({ ...NOTHING_READ, articles, refused });
  },
};

/** The files that have rows: all but texts, unless there is but one file. */
function rowFiles(files: readonly InputFile[]): readonly InputFile[] {
  if (files.length === 1) return files;
  return files.filter(({ path }) => splitPath(path).extension !== 'txt' && !isAnnotatorList(path));
}

function articleOf(place: string, text: string, tags: readonly LooseTag[]): LooseArticle {
  return { place, text, sha256: null, details: {}, unit: 'utf-16', boilerplate: [], tags };
}

/** A tag whose end is not yet known. */
interface OpenChunk {
  readonly place: string;
  readonly label: string;
  readonly start: number;
  end: number;
}

/** Reads the rows of one file. */
class RowReader {
  readonly #articles: LooseArticle[] = [];
  #tags: LooseTag[] = [];
  /** The text as far as it was made, where none is given. */
  #made: string[] = [];
  /** Where the next token is looked for, or put; UTF-16. */
  #at = 0;
  #isNewSentence = false;
  #open: OpenChunk | null = null;

  constructor(
    private readonly path: string,
    private readonly text: string | null,
    private readonly author: LooseAuthor | null,
    private readonly refused: ReadRefusal[],
  ) {}

  read(lines: string[]): readonly LooseArticle[] {
    // The text may show that more should follow: then the last line may be cut, and a tag in it.
    const cut = lines.pop() ?? '';
    if (cut.trim() !== '') lines.push(cut);
    const isCut = (index: number): boolean =>
      cut !== '' && index === lines.length - 1 && this.#isTextLeft();
    const first = lines.find((line) => line.trim() !== '' && !line.startsWith('# '));
    const columns = first?.trim().split(/[ \t]+/u).length ?? 0;
    let isLost = false;
    for (const [index, line] of lines.entries()) {
      // With more the file is refused.
      if (this.#tags.length > CONTENT_LIMITS.annotations) break;
      const place = `${this.path}, line ${index + 1}`;
      if (line.trim() === '') this.#endSentence();
      else if (line.startsWith('-DOCSTART-')) {
        if (isCut(index)) this.refused.push({ place, reason: CUT, tags: 0 });
        this.#endDocument();
      } else {
        const [token, tag] = splitRow(line, columns);
        const chunk = CHUNK.exec(tag);
        if (chunk && token !== '') {
          const start = isLost ? null : this.#place(token);
          if (start !== null && isCut(index)) this.#endInside(place);
          else if (start !== null) this.#add(place, start, token.length, chunk);
          else if (!isLost || /^[BSU]/u.test(tag)) {
            const reason = isLost
              ? 'Its place is not known, because a token before it is not in the text.'
              : `“${token}” is not what comes next in the text beside the file.`;
            const isTag = tag !== 'O' || this.#open !== null;
            this.refused.push({ place, reason, tags: isTag ? 1 : 0 });
            // What was read of a tag is not the tag.
            this.#open = null;
            isLost = true;
          }
        } else if (!line.startsWith('#') || isCut(index)) {
          const reason = isCut(index)
            ? CUT
            : 'The line is not a token with its columns, the tag in the last of them.';
          this.refused.push({ place, reason, tags: 0 });
        }
      }
    }
    if (this.#open && this.#isTextLeft()) this.#endInside(this.#open.place);
    this.#endDocument();
    if (this.text !== null) this.#articles.push(articleOf(this.path, this.text, this.#tags));
    return this.#articles;
  }

  #isTextLeft(): boolean {
    return this.text !== null && this.text.slice(this.#at).trim() !== '';
  }

  #endInside(place: string): void {
    this.refused.push({ place, reason: 'The file ends inside it.', tags: 1 });
    this.#open = null;
  }

  /** Where a token begins; `null` where the text goes on in another way. */
  #place(token: string): number | null {
    const { text } = this;
    if (text === null) {
      if (this.#made.length > 0) this.#put(this.#isNewSentence ? '\n' : ' ');
      this.#isNewSentence = false;
      return this.#put(token);
    }
    let at = this.#at;
    while (!text.startsWith(token, at)) {
      if (!/^\s$/u.test(text.charAt(at))) return null;
      at += 1;
    }
    this.#at = at + token.length;
    return at;
  }

  #put(words: string): number {
    const start = this.#at;
    this.#made.push(words);
    this.#at += words.length;
    return start;
  }

  #add(place: string, start: number, length: number, [, prefix = 'O', label = '']: string[]): void {
    const continues = 'IEL'.includes(prefix) && this.#open?.label === label;
    if (!continues) this.#close();
    if (prefix === 'O') return;
    this.#open ??= { place, label, start, end: start };
    this.#open.end = start + length;
    if ('ELSU'.includes(prefix)) this.#close();
  }

  #close(): void {
    if (!this.#open) return;
    const { place, label, start, end } = this.#open;
    this.#open = null;
    this.#tags.push({
      place,
      id: place,
      label,
      fragments: [{ start, end, exact: null }],
      attributes: {},
      attributeSpans: {},
      note: '',
      confidence: null,
      author: this.author,
      created: null,
      modified: null,
    });
  }

  #endSentence(): void {
    this.#close();
    this.#isNewSentence = true;
  }

  #endDocument(): void {
    this.#endSentence();
    if (this.text !== null || this.#made.length === 0) return;
    this.#articles.push(articleOf(this.path, this.#made.join(''), this.#tags));
    this.#tags = [];
    this.#made = [];
    this.#at = 0;
  }
}

/** The first and the last column; the first may have a space in it, the others cannot. */
function splitRow(line: string, columns: number): [token: string, tag: string] {
  let rest = line.trimEnd();
  let tag = '';
  for (let column = columns; column > 1; column -= 1) {
    const gap = Math.max(rest.lastIndexOf(' '), rest.lastIndexOf('\t'));
    if (gap < 0) return ['', ''];
    if (column === columns) tag = rest.slice(gap + 1);
    rest = rest.slice(0, gap).trimEnd();
  }
  return [rest, tag];
}
