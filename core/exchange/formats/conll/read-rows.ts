import type { LooseArticle, LooseAuthor, LooseTag, ReadRefusal } from '../../content/loose.ts';
import type { Span } from '../../../text/span.ts';
import { CONTENT_LIMITS } from '../../content/content.ts';
import type { LossCounter } from '../../content/losses.ts';
import { CUT } from '../../content/read-file.ts';
import { CellReader } from './cell-reader.ts';
import { saysNothing, type CellTags } from './cells.ts';
import { NO_SPACE_AFTER } from './column-cells.ts';
import type { Columns } from './columns.ts';
import { LayerTags } from './layer-tags.ts';
import { isBlank, isDocumentMark, isOlderTsv, rowCells, titleOfDocument } from './table.ts';
import { GivenText, MadeText } from './token-text.ts';

export function articleOf(place: string, text: string, tags: readonly LooseTag[]): LooseArticle {
  return {
    ...{ place, text, sha256: null, details: {}, boilerplate: [], tags },
    unit: 'utf-16',
    isAligned: true,
  };
}

/** A row of tokens, taken apart. */
interface Row {
  readonly token: string;
  readonly number: string;
  readonly spacing: string;
  /** Of each layer. */
  readonly tags: readonly CellTags[];
}

/** A token of several words, each with a row of its own: its place, and the number of the last word. */
interface JoinedWords {
  readonly span: Span;
  readonly last: number;
}

/** What a reader of rows tells besides articles. */
export interface RowReport {
  readonly author: LooseAuthor | null;
  readonly refused: ReadRefusal[];
  readonly ignored: LossCounter;
}

/** Reads the rows of one file. */
export class RowReader {
  readonly #articles: LooseArticle[] = [];
  readonly #given: GivenText | null;
  readonly #made = new MadeText();
  readonly #layers: readonly LayerTags[];
  /** Of each layer. */
  readonly #cellsOf: readonly CellReader[];
  #tags: LooseTag[] = [];
  #title: string | null = null;
  #joined: JoinedWords | null = null;
  /** Whether it is not known where tokens stand, since one before them is not in the text. */
  #isLost = false;
  /** Of the line that is read, from 1. */
  #number = 0;
  /** Whether it is the last one and has no line end: there may have been more of it. */
  #isUnended = false;

  constructor(
    private readonly path: string,
    private readonly text: string | null,
    private readonly columns: Columns,
    private readonly report: RowReport,
  ) {
    this.#given = text === null ? null : new GivenText(text);
    const { layers } = columns;
    this.#cellsOf = layers.map(({ scheme, notation }) => new CellReader(scheme, notation));
    this.#layers = layers.map((layer) => {
      const attributes = layers.length > 1 ? { layer: layer.name } : {};
      return new LayerTags(layer, report.author, attributes, (tag) => this.#tags.push(tag));
    });
  }

  /** The place of the line that is read. There are very many lines, and few whose place is named. */
  readonly #here = (): string => `${this.path}, line ${this.#number}`;

  read(lines: string[]): readonly LooseArticle[] {
    // The text may show that more should follow: then the last line may be cut, and a tag in it.
    const cut = lines.pop() ?? '';
    if (!isBlank(cut)) lines.push(cut);
    for (const line of lines) {
      this.#number += 1;
      // With more the file is refused.
      if (this.#tags.length > CONTENT_LIMITS.annotations) break;
      this.#isUnended = cut !== '' && this.#number === lines.length;
      this.#readLine(line);
    }
    const open = this.#layers.find(({ openPlace }) => openPlace !== null)?.openPlace ?? null;
    if (open !== null && this.#isTextLeft()) this.#endInside(open);
    this.#endDocument();
    if (this.text !== null) this.#articles.push(articleOf(this.path, this.text, this.#tags));
    return this.#articles;
  }

  #readLine(line: string): void {
    if (isBlank(line)) this.#endSentence();
    else if (isDocumentMark(line)) {
      if (this.#isCut()) this.#refuse(this.#here(), CUT);
      this.#endDocument();
      this.#title = titleOfDocument(line);
    } else if (line !== this.columns.header && !isOlderTsv(line)) {
      const row = this.#rowOf(line);
      if (row) this.#readRow(row);
      else if (!line.startsWith('#') || this.#isCut()) {
        const { count } = this.columns;
        const reason = `The line is not a token with its ${count} columns, with tags where the others have them.`;
        this.#refuse(this.#here(), this.#isCut() ? CUT : reason);
      } else this.#readComment(line);
    }
  }

  /** Whether the line that is read may lack its end. */
  #isCut(): boolean {
    return this.#isUnended && this.#isTextLeft();
  }

  /** The row that a line is; `null` for a comment, and for what makes no sense. */
  #rowOf(line: string): Row | null {
    const { separator, count, token, spacing, layers, others, isRagged } = this.columns;
    const cells = rowCells(line, separator, count, token);
    while (isRagged && cells.length < count) cells.push('');
    const isComment =
      line.startsWith('#') && (this.columns.number !== null || !this.#isWhole(line, cells));
    const word = cells[token] ?? '';
    if (isComment || word === '') return null;
    const tags: CellTags[] = [];
    for (const { column } of layers) {
      const cell = cells[column];
      const read = cell === undefined ? null : this.#cellsOf[tags.length]?.read(cell);
      if (!read) return null;
      tags.push(read);
    }
    for (const { column, name } of others) {
      if (!saysNothing(cells[column] ?? '')) this.report.ignored.addWithName('columns', name);
    }
    for (let column = count; column < cells.length; column += 1) {
      if (cells[column] !== '') this.report.ignored.addWithName('columns', `column ${column + 1}`);
    }
    // The numbers of words alone join rows.
    const number = this.columns.isNumberedBySentence ? null : this.columns.number;
    return {
      token: word,
      number: number === null ? '' : (cells[number] ?? ''),
      spacing: spacing === null ? '' : (cells[spacing] ?? ''),
      tags,
    };
  }

  /** Whether a line that looks like a comment has exactly the cells of a row: its token is a `#`. */
  #isWhole(line: string, cells: readonly string[]): boolean {
    const { separator, count, token } = this.columns;
    if (separator === 'tab') return cells.length === count;
    return (
      cells.length === count && !/[ \t]/u.test(cells[token] ?? ' ') && !/^#[ \t]*$/u.test(line)
    );
  }

  #readRow(row: Row): void {
    const { tags } = row;
    // A word that is not in the text, as in an ellipsis.
    if (row.number !== '' && /^\d+\.\d+$/u.test(row.number)) {
      this.report.ignored.addNamed('words that are not in the text');
      return;
    }
    const joined = this.#joinedWith(row.number);
    const span = this.#isLost ? null : (joined?.span ?? this.#place(row));
    if (span && this.#isCut()) this.#endInside(this.#here());
    else if (span) {
      // Of a token of several words the tags are those of its words.
      if (row.number.includes('-')) return;
      let index = 0;
      for (const cell of tags) this.#layers[index++]?.addRow(this.#here, span, cell);
    } else this.#refuseRow(row);
  }

  #refuseRow({ token, tags }: Row): void {
    const begins = tags.filter((cell) => cell.begins.length > 0).length;
    if (this.#isLost && begins === 0) return;
    const reason = this.#isLost
      ? 'Its place is not known, because a token before it is not in the text.'
      : `“${token}” is not what comes next in the text beside the file.`;
    const has = tags.filter((cell, index) => {
      const { openPlace = null } = this.#layers[index] ?? {};
      return openPlace !== null || cell.begins.length + cell.continues.length > 0;
    }).length;
    this.#refuse(this.#here(), reason, this.#isLost ? begins : has);
    // What was read of a tag is not the tag.
    for (const layer of this.#layers) layer.forget();
    this.#isLost = true;
  }

  /** Where the token of a row stands, and what stands behind it. */
  #place({ token, number, spacing }: Row): Span | null {
    if (this.#given) {
      const span = this.#given.place(token);
      if (span) this.#join(number, span);
      return span;
    }
    const span = this.#made.place(token);
    this.#join(number, span);
    if (spacing === '') return span;
    if (NO_SPACE_AFTER.test(spacing)) this.#made.separate('');
    if (/EndOfLine|EndOfSentence/u.test(spacing)) this.#made.separate('\n');
    return span;
  }

  /** `3-4` is a token whose words have the rows 3 and 4. */
  #join(number: string, span: Span): void {
    const [, last] = (number === '' ? null : /^\d+-(\d+)$/u.exec(number)) ?? [];
    this.#joined = last === undefined ? null : { span, last: Number(last) };
  }

  #joinedWith(number: string): JoinedWords | null {
    if (!this.#joined) return null;
    const isWord = /^\d+$/u.test(number) && Number(number) <= this.#joined.last;
    return isWord ? this.#joined : null;
  }

  /** What comments say of texts; all others are of no use here. */
  #readComment(line: string): void {
    const [, name = '', value = ''] =
      /^#[ \t]*([^=\t]*[^=\t ])[ \t]*(?:=[ \t]*(.*))?$/u.exec(line) ?? [];
    if (/^(?:newdoc|(?:\w+:)?document_id|begin document)(?: |$)/u.test(name)) {
      this.#endDocument();
      const [, inBrackets] = /\(([^()]+)\)/u.exec(name) ?? [];
      this.#title = (value || inBrackets) ?? null;
    } else if (name === 'newpar' || name.startsWith('newpar ')) this.#made.separate('\n\n');
    else if (name === 'text') this.#made.beginSentence(value);
  }

  #isTextLeft(): boolean {
    return this.#given?.isLeft === true;
  }

  #refuse(place: string, reason: string, tags = 0): void {
    this.report.refused.push({ place, reason, tags });
  }

  #endInside(place: string): void {
    const reason =
      'The text goes on behind the last row: the file ends inside it, or leaves out what follows.';
    this.#refuse(place, reason, 1);
    for (const layer of this.#layers) layer.forget();
  }

  #endSentence(): void {
    for (const layer of this.#layers) layer.close();
    this.#joined = null;
    this.#made.separate('\n');
  }

  #endDocument(): void {
    this.#endSentence();
    if (this.text !== null) return;
    const text = this.#made.take();
    if (text === '') return;
    const article = articleOf(this.path, text, this.#tags);
    const details = this.#title === null ? {} : { title: this.#title };
    this.#articles.push({ ...article, details });
    this.#tags = [];
    this.#title = null;
  }
}
