import { childOf, childrenOf, type XmlElement } from '../../../exchange/containers/xml.ts';
import type { Block } from '../../reading.ts';
import { attribute, nameOf, relationId, toggle } from './docx-names.ts';
import { listOf, outlineOf, type DocxStyle, type DocxStyles } from './docx-styles.ts';
import { FieldCodes, isContentsCode } from './field-codes.ts';
import {
  isVisible,
  ParagraphWriter,
  type Aside,
  type Shape,
  type Written,
} from '../paragraph-writer.ts';
import { symbolOf } from './symbols.ts';
import { tableRow } from '../table-row.ts';
import {
  UNCHANGED,
  type ChangeMark,
  type ChangeMarks,
  type TrackedChanges,
} from '../tracked-changes.ts';

const HIDDEN: Aside = { part: 'hidden', why: 'It is formatted as hidden text.' };
const CODE: Aside = {
  part: 'hidden',
  why: 'It stands in the code of a field, which is not shown.',
};
const RUBY: Aside = { part: 'aside', why: 'It is the reading printed above the words.' };
const CONTENTS: Aside = {
  part: 'navigation',
  why: 'It stands in a table of contents or an index.',
};

/** What the flows of text of one document share. */
export interface StoryContext {
  readonly styles: DocxStyles;
  readonly changes: TrackedChanges;
  /** Remembers that a note or a comment is referred to. */
  refer(kind: string, id: string | undefined, place: string): void;
  /** Part of the document is another file, inside it or outside. */
  warnOfChunk(id: string | undefined): void;
  /** The words of a chart or a diagram, one call for each line. */
  graphic(id: string | undefined, add: (text: string, what: string) => void): void;
}

/** Names of places: what the text is part of, and what counts on in it. */
export interface StoryPlace extends Aside {
  /** Begins the place of every block: `footnote 3`; empty for the body of the document. */
  readonly place: string;
}

/** Where words stand while a paragraph is read. */
interface Words {
  readonly marks: ChangeMarks;
  readonly style: DocxStyle;
}

/**
 * One flow of text of a document: its body, a note, a text box, a header. Blocks come in the order
 * of the document; what hangs on a paragraph comes right behind it.
 */
export class DocxStory {
  readonly #fields = new FieldCodes();
  #writer = new ParagraphWriter();
  #paragraphs = 0;
  #tables = 0;
  /** Set while the paragraph that is being read has words of a table of contents. */
  #isContents = false;
  /** Content controls with a table of contents around what is being read. */
  #contents = 0;
  #lastShape: Shape | null = null;

  constructor(
    private readonly document: StoryContext,
    private readonly at: StoryPlace,
  ) {}

  read(element: XmlElement): Block[] {
    this.#blocks(element, UNCHANGED);
    this.#flush();
    return this.#writer.written.map(({ block }) => block);
  }

  /** A paragraph that was to go on in the next one, where there is none. */
  #flush(): void {
    if (this.#lastShape) this.#writer.end(this.#lastShape);
    this.#lastShape = null;
  }

  #blocks(element: XmlElement, marks: ChangeMarks): void {
    for (const child of element.children) {
      switch (nameOf(child)) {
        case 'w:p':
          this.#paragraph(child, marks);
          break;
        case 'w:tbl':
          this.#flush();
          this.#table(child, marks);
          break;
        case 'w:ins':
        case 'w:moveTo':
        case 'w:del':
        case 'w:moveFrom':
          this.#blocks(child, this.#changed(child, marks));
          break;
        case 'w:sdt':
          this.#control(child, () => this.#blocks(child, marks));
          break;
        case 'mc:AlternateContent':
          for (const chosen of alternatives(child)) this.#blocks(chosen, marks);
          break;
        case 'w:altChunk':
          this.document.warnOfChunk(relationId(child));
          break;
        case 'm:oMathPara':
        case 'm:oMath':
          this.#loose(child, marks);
          break;
        case 'w:sdtPr':
        case 'w:tblPr':
        case 'w:sectPr':
          break;
        default:
          this.#blocks(child, marks);
      }
    }
  }

  /** Reads what a content control holds; a table of contents in one is no part of the text. */
  #control(control: XmlElement, read: () => void): void {
    const gallery = childOf(childOf(childOf(control, 'sdtPr'), 'docPartObj'), 'docPartGallery');
    const isContents = attribute(gallery, 'val') === 'Table of Contents';
    if (isContents) this.#contents += 1;
    read();
    if (isContents) this.#contents -= 1;
  }

  /** What stands between paragraphs and is none itself. */
  #loose(element: XmlElement, marks: ChangeMarks): void {
    const style = this.document.styles.of(undefined, true);
    this.#math(element, { marks, style });
    this.#writer.end({ kind: 'paragraph', ...this.#where(), place: this.#place() });
  }

  #paragraph(element: XmlElement, marks: ChangeMarks): void {
    this.#paragraphs += 1;
    const properties = childOf(element, 'pPr');
    const style = this.document.styles.of(attribute(childOf(properties, 'pStyle'), 'val'), true);
    this.#isContents = this.#fields.isContents || this.#contents > 0;
    this.#inline(element, { marks, style });
    const shape = this.#shape(properties, style);
    const markProperties = childOf(properties, 'rPr');
    const own = this.#marksOfEnd(element, markProperties, marks);
    const isDropCap = attribute(childOf(properties, 'framePr'), 'dropCap') === 'drop';
    const isRunIn = toggle(childOf(markProperties, 'specVanish')) === true;
    const joins = this.document.changes.joins(own) || isDropCap || isRunIn;
    this.#writer.end(shape, joins);
    this.#lastShape = joins ? shape : null;
  }

  /** The changes that the end of a paragraph stands in; it is counted unless words before it were. */
  #marksOfEnd(
    paragraph: XmlElement,
    properties: XmlElement | undefined,
    marks: ChangeMarks,
  ): ChangeMarks {
    const inserted = childOf(properties, 'ins') ?? childOf(properties, 'moveTo');
    const deleted = childOf(properties, 'del') ?? childOf(properties, 'moveFrom');
    const last = paragraph.children.findLast(({ name }) => !name.startsWith('bookmark'));
    const lastName = last ? nameOf(last) : '';
    const { changes } = this.document;
    if (inserted && lastName !== 'w:ins' && lastName !== 'w:moveTo') changes.insertions += 1;
    if (deleted && lastName !== 'w:del' && lastName !== 'w:moveFrom') changes.deletions += 1;
    return {
      inserted: inserted ? changeMark(inserted) : marks.inserted,
      deleted: deleted ? changeMark(deleted) : marks.deleted,
    };
  }

  #shape(properties: XmlElement | undefined, style: DocxStyle): Shape {
    const { role } = style;
    const place = this.#place();
    if (this.#isContents || role?.isContents === true) {
      return { kind: 'paragraph', ...this.#where(CONTENTS), place };
    }
    const where = this.#where();
    const outline = outlineOf(properties) ?? style.outline;
    if (outline !== undefined && outline < 9) {
      return { kind: 'heading', level: Math.min(outline + 1, 6), ...where, place };
    }
    if (role?.kind === 'heading' && outline === undefined) {
      return { kind: 'heading', level: role.level, ...where, place };
    }
    const list = listOf(properties) ?? style.list;
    const number = list?.number ?? style.list?.number;
    if (list && number !== undefined && number !== '0') {
      const depth = list.depth ?? style.list?.depth ?? 0;
      return { kind: 'list-item', level: depth + 1, ...where, place };
    }
    if (role && role.kind !== 'heading') {
      return { kind: role.kind, level: role.level, ...where, place };
    }
    return { kind: 'paragraph', ...where, place };
  }

  /** The part and the reason of the story, or of something in its body. */
  #where(inBody?: Aside): Aside {
    const { part, why } = this.at;
    return inBody && part === 'article' ? inBody : { part, why };
  }

  #place(what = `paragraph ${this.#paragraphs}`): string {
    return this.at.place === '' ? what : `${this.at.place}, ${what}`;
  }

  /** What stands in a paragraph, a link, a field or a content control. */
  #inline(element: XmlElement, words: Words): void {
    for (const child of element.children) {
      switch (nameOf(child)) {
        case 'w:r':
          this.#run(child, words);
          break;
        case 'w:ins':
        case 'w:moveTo':
        case 'w:del':
        case 'w:moveFrom':
          this.#inline(child, { ...words, marks: this.#changed(child, words.marks) });
          break;
        case 'w:sdt':
          this.#control(child, () => this.#inline(child, words));
          break;
        case 'w:fldSimple':
          if (isContentsCode(attribute(child, 'instr') ?? '')) this.#isContents = true;
          this.#inline(child, words);
          break;
        case 'mc:AlternateContent':
          for (const chosen of alternatives(child)) this.#inline(chosen, words);
          break;
        case 'm:oMath':
        case 'm:oMathPara':
          this.#math(child, words);
          break;
        case 'w:subDoc':
          this.document.warnOfChunk(relationId(child));
          break;
        case 'w:pPr':
        case 'w:sdtPr':
          break;
        default:
          this.#inline(child, words);
      }
    }
  }

  #run(run: XmlElement, words: Words): void {
    const properties = childOf(run, 'rPr');
    const named = attribute(childOf(properties, 'rStyle'), 'val');
    const vanishes =
      toggle(childOf(properties, 'vanish')) ??
      this.document.styles.of(named).vanishes ??
      words.style.vanishes ??
      false;
    const write = (text: string): void => this.#write(text, words.marks, vanishes ? HIDDEN : null);
    this.#runContent(run, words, write);
  }

  #runContent(run: XmlElement, words: Words, write: (text: string) => void): void {
    for (const child of run.children) {
      switch (nameOf(child)) {
        case 'w:t':
        case 'w:delText':
          write(child.text);
          break;
        case 'w:tab':
        case 'w:ptab':
          write('\t');
          break;
        case 'w:br':
          if (['page', 'column'].includes(attribute(child, 'type') ?? '')) this.#writer.breakPage();
          else write('\n');
          break;
        case 'w:cr':
          write('\n');
          break;
        case 'w:noBreakHyphen':
          write('\u2011');
          break;
        case 'w:softHyphen':
          write('\u00ad');
          break;
        case 'w:sym':
          write(
            symbolOf(attribute(child, 'font') ?? '', parseInt(attribute(child, 'char') ?? '', 16)),
          );
          break;
        case 'w:fldChar':
          this.#fieldMark(child, write);
          break;
        case 'w:instrText':
        case 'w:delInstrText':
          this.#fields.addCode(child.text);
          break;
        case 'w:ruby':
          this.#ruby(child, words);
          break;
        case 'w:footnoteReference':
        case 'w:endnoteReference':
          this.document.refer(nameOf(child), attribute(child, 'id'), this.#place());
          break;
        case 'w:commentReference':
          this.document.refer('w:commentReference', attribute(child, 'id'), this.#place());
          break;
        case 'w:drawing':
        case 'w:pict':
        case 'w:object':
          this.#drawing(child, words);
          break;
        case 'mc:AlternateContent':
          for (const chosen of alternatives(child)) this.#runContent(chosen, words, write);
          break;
        default:
      }
    }
  }

  #write(text: string, marks: ChangeMarks, hidden: Aside | null): void {
    const aside =
      this.document.changes.asideOf(marks) ?? (this.#fields.isCode ? CODE : null) ?? hidden;
    if (!aside && this.#fields.isContents) this.#isContents = true;
    this.#writer.write(text, aside);
  }

  /** The mark of a field; what was chosen from a list of a form stands in it. */
  #fieldMark(mark: XmlElement, write: (text: string) => void): void {
    const list = childOf(childOf(mark, 'ffData'), 'ddList');
    if (list && !this.#fields.isCode) {
      const chosen = attribute(childOf(list, 'result') ?? childOf(list, 'default'), 'val') ?? '0';
      write(attribute(childrenOf(list, 'listEntry')[Number(chosen)], 'val') ?? '');
    }
    this.#fields.mark(attribute(mark, 'fldCharType'));
  }

  #ruby(ruby: XmlElement, words: Words): void {
    const base = childOf(ruby, 'rubyBase');
    if (base) this.#inline(base, words);
    const reading = textIn(childOf(ruby, 'rt'), 'w:t');
    this.#write(reading, words.marks, RUBY);
  }

  #math(element: XmlElement, { marks }: Words): void {
    this.#write(textIn(element, 'm:t'), marks, null);
  }

  /** Text boxes and what else of words a drawing has; they hang on the paragraph. */
  #drawing(drawing: XmlElement, { marks }: Words): void {
    for (const child of drawing.children) {
      switch (nameOf(child)) {
        case 'w:txbxContent':
          this.#box(child, marks, 'text box', 'It is in a text box.');
          break;
        case 'a:txBody':
          this.#box(child, marks, 'drawing', 'It is in a drawing.');
          break;
        case 'v:textpath':
          this.#hang(
            child.attributes.get('string') ?? '',
            'drawing',
            'It is drawn as a picture of words.',
          );
          break;
        case 'dgm:relIds':
        case 'c:chart':
          this.document.graphic(
            relationId(child, child.name === 'relIds' ? 'dm' : 'id'),
            (text, what) => this.#hang(text, what, `It is in a ${what}.`),
          );
          break;
        case 'mc:AlternateContent':
          for (const chosen of alternatives(child))
            this.#drawing(chosen, { marks, style: NO_STYLE });
          break;
        default:
          this.#drawing(child, { marks, style: NO_STYLE });
      }
    }
  }

  #box(content: XmlElement, marks: ChangeMarks, what: string, why: string): void {
    const { part } = this.at;
    const place = this.#place(`${what} at paragraph ${this.#paragraphs}`);
    const aside = this.document.changes.asideOf(marks);
    const at: StoryPlace =
      aside !== null
        ? { ...aside, place }
        : part === 'article'
          ? { part: 'aside', why, place }
          : { ...this.at, place };
    if (content.name === 'txBody') {
      for (const paragraph of childrenOf(content, 'p'))
        this.#hang(textIn(paragraph, 'a:t'), what, why);
      return;
    }
    this.#writer.hang(new DocxStory(this.document, at).read(content));
  }

  #hang(text: string, what: string, why: string): void {
    if (!isVisible(text)) return;
    const place = this.#place(`${what} at paragraph ${this.#paragraphs}`);
    this.#writer.hang([{ kind: 'paragraph', text, ...this.#where({ part: 'aside', why }), place }]);
  }

  #table(table: XmlElement, marks: ChangeMarks): void {
    this.#tables += 1;
    const number = this.#tables;
    for (const [index, row] of rowsOf(table).entries()) {
      const properties = childOf(row, 'trPr');
      const rowMarks = this.#changedBy(properties, marks);
      const cells = rowsOf(row, 'w:tc').map((cell) => this.#cell(cell, rowMarks));
      this.#writer.add(
        tableRow(cells, this.#where(), this.#place(`table ${number}, row ${index + 1}`)),
      );
    }
  }

  #cell(cell: XmlElement, marks: ChangeMarks): Written[] {
    const outer = this.#writer;
    this.#writer = new ParagraphWriter();
    this.#blocks(cell, marks);
    this.#flush();
    const { written } = this.#writer;
    this.#writer = outer;
    return written;
  }

  /** The marks inside an element that is a change. */
  #changed(change: XmlElement, marks: ChangeMarks): ChangeMarks {
    const isInsertion = change.name === 'ins' || change.name === 'moveTo';
    if (hasContent(change)) {
      if (isInsertion) this.document.changes.insertions += 1;
      else this.document.changes.deletions += 1;
    }
    return isInsertion
      ? { ...marks, inserted: changeMark(change) }
      : { ...marks, deleted: changeMark(change) };
  }

  /** The marks of a row that was inserted or deleted as a whole. */
  #changedBy(properties: XmlElement | undefined, marks: ChangeMarks): ChangeMarks {
    const inserted = childOf(properties, 'ins');
    const deleted = childOf(properties, 'del');
    if (inserted) this.document.changes.insertions += 1;
    if (deleted) this.document.changes.deletions += 1;
    return {
      inserted: inserted ? changeMark(inserted) : marks.inserted,
      deleted: deleted ? changeMark(deleted) : marks.deleted,
    };
  }
}

const NO_STYLE: DocxStyle = {
  role: null,
  outline: undefined,
  list: undefined,
  vanishes: undefined,
};

function changeMark(change: XmlElement): ChangeMark {
  return {
    author: attribute(change, 'author'),
    date: attribute(change, 'date'),
    isMove: change.name.startsWith('move'),
  };
}

/** Whether an element has anything that is drawn, and is not only a mark in properties. */
function hasContent(element: XmlElement): boolean {
  return element.children.some((child) => child.name !== 'rPr' && child.children.length > 0);
}

/**
 * What is read of content that is there in several forms: the first that has words, and of those
 * without any none.
 */
function alternatives(content: XmlElement): XmlElement[] {
  const chosen = content.children.find((form) => hasWords(form));
  return chosen ? [chosen] : content.children.slice(0, 1);
}

const WORDS = new Set(['t', 'delText', 'textpath', 'relIds', 'chart', 'sym']);

function hasWords(element: XmlElement): boolean {
  return element.children.some((child) => WORDS.has(child.name) || hasWords(child));
}

/** The rows of a table or the cells of a row, also where a content control is around them. */
function rowsOf(element: XmlElement, name = 'w:tr'): XmlElement[] {
  return element.children.flatMap((child) => {
    const own = nameOf(child);
    if (own === name) return [child];
    return [
      'w:sdt',
      'w:sdtContent',
      'w:customXml',
      'w:ins',
      'w:del',
      'w:moveTo',
      'w:moveFrom',
    ].includes(own)
      ? rowsOf(child, name)
      : [];
  });
}

/** The characters of all elements of a name inside another. */
export function textIn(element: XmlElement | undefined, name: string): string {
  const parts: string[] = [];
  const walk = (each: XmlElement): void => {
    if (nameOf(each) === name) parts.push(each.text);
    for (const child of each.children) walk(child);
  };
  if (element) walk(element);
  return parts.join('');
}
