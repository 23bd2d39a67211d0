import type { XmlElement } from '../../../exchange/containers/xml.ts';
import type { Block } from '../../reading.ts';
import { odfAttribute, odfChild, odfName } from './odt-names.ts';
import type { OdtStyles } from './odt-styles.ts';
import { ParagraphWriter, type Aside, type Shape, type Written } from '../paragraph-writer.ts';
import { tableRow } from '../table-row.ts';
import type { ChangeMark, TrackedChanges } from '../tracked-changes.ts';

/** A change that was tracked; what was deleted stands in it, and not in the text. */
export interface OdtChange {
  readonly mark: ChangeMark;
  readonly type: 'insertion' | 'deletion';
  readonly content: XmlElement;
}

/** What the flows of text of one document share. */
export interface OdtContext {
  readonly styles: OdtStyles;
  readonly changes: TrackedChanges;
  readonly tracked: ReadonlyMap<string, OdtChange>;
  /** A note or a comment; it is read when the text has ended. */
  defer(what: 'footnote' | 'endnote' | 'comment', element: XmlElement, place: string): void;
}

/** What a flow of text is part of. */
export interface OdtPlace extends Aside {
  /** Begins the place of every block; empty for the body of the document. */
  readonly place: string;
}

const HIDDEN: Aside = { part: 'hidden', why: 'It is formatted as hidden text.' };
const HIDDEN_SECTION: Aside = { part: 'hidden', why: 'It stands in a hidden section.' };
const CONTENTS: Aside = {
  part: 'navigation',
  why: 'It stands in a table of contents or an index.',
};
const RUBY: Aside = { part: 'aside', why: 'It is the reading printed above the words.' };
const COVERED: Aside = { part: 'hidden', why: 'It stands in a cell that another one covers.' };

/** Elements whose words are never shown. */
const UNSEEN = new Set([
  ...[
    'text:tracked-changes',
    'text:sequence-decls',
    'text:variable-decls',
    'text:user-field-decls',
  ],
  ...[
    'office:forms',
    'text:script',
    'text:note-citation',
    'svg:title',
    'svg:desc',
    'text:dde-connection-decls',
  ],
  ...['dc:creator', 'dc:date', 'meta:date-string', 'office:annotation-end'],
]);
/** Explicit spaces in a row; more are no text. */
const SPACES = 1000;

/** One flow of text of a document: its body, a note, a text box, a header. */
export class OdtStory {
  #writer = new ParagraphWriter();
  #paragraphs = 0;
  #tables = 0;
  #lists = 0;
  /** Whether a space of the file itself would be one too many. */
  #isAfterSpace = true;
  /** What is around the words that are being read, the innermost last. */
  readonly #around: Aside[] = [];
  readonly #inserted = new Map<string, ChangeMark>();
  #lastShape: Shape | null = null;

  constructor(
    private readonly document: OdtContext,
    private readonly at: OdtPlace,
  ) {}

  read(element: XmlElement): Block[] {
    this.#blocks(element);
    this.#flush();
    return this.#writer.written.map(({ block }) => block);
  }

  #flush(): void {
    if (this.#lastShape) this.#writer.end(this.#lastShape);
    this.#lastShape = null;
  }

  #blocks(element: XmlElement): void {
    for (const child of element.children) {
      const name = odfName(child);
      if (UNSEEN.has(name) || name.endsWith('-source')) continue;
      switch (name) {
        case 'text:p':
        case 'text:h':
          this.#paragraph(child);
          break;
        case 'text:list':
          this.#lists += 1;
          this.#blocks(child);
          this.#lists -= 1;
          break;
        case 'text:section':
          this.#inside(
            odfAttribute(child, 'text:display') === 'none' ? HIDDEN_SECTION : null,
            child,
          );
          break;
        case 'text:index-body':
          this.#inside(CONTENTS, child);
          break;
        case 'table:table':
          this.#flush();
          this.#table(child);
          break;
        case 'text:change-start':
        case 'text:change-end':
        case 'text:change':
          this.#change(child, name);
          break;
        case 'draw:frame':
        case 'draw:g':
        case 'draw:custom-shape':
          this.#drawing(child);
          this.#writer.end({ kind: 'paragraph', ...this.#where(), place: this.#place() });
          break;
        default:
          this.#blocks(child);
      }
    }
  }

  #inside(aside: Aside | null, element: XmlElement): void {
    if (aside) this.#around.push(aside);
    this.#blocks(element);
    if (aside) this.#around.pop();
  }

  #paragraph(element: XmlElement): void {
    this.#paragraphs += 1;
    this.#isAfterSpace = !this.#writer.isOpen;
    const style = this.document.styles.of('paragraph', odfAttribute(element, 'text:style-name'));
    const shape = this.#shape(element);
    this.#inline(element, style.isHidden, shape);
    const joins = this.document.changes.joins({ inserted: this.#insertion(), deleted: null });
    this.#writer.end(shape, joins);
    this.#lastShape = joins ? shape : null;
  }

  #shape(element: XmlElement): Shape {
    const place = this.#place();
    const { role } = this.document.styles.of('paragraph', odfAttribute(element, 'text:style-name'));
    if (role?.isContents === true) return { kind: 'paragraph', ...this.#where(CONTENTS), place };
    const where = this.#where();
    if (element.name === 'h') {
      const level = Number(odfAttribute(element, 'text:outline-level') ?? '1');
      const own = Number.isInteger(level) && level > 0 ? Math.min(level, 6) : 1;
      return { kind: 'heading', level: own, ...where, place };
    }
    if (this.#lists > 0) {
      return { kind: 'list-item', level: Math.min(this.#lists, 100), ...where, place };
    }
    if (role) return { kind: role.kind, level: role.level, ...where, place };
    return { kind: 'paragraph', ...where, place };
  }

  #where(inBody?: Aside): Aside {
    const aside = inBody ?? this.#around.at(-1);
    const { part, why } = this.at;
    return aside && part === 'article' ? aside : { part, why };
  }

  #place(what = `paragraph ${this.#paragraphs}`): string {
    return this.at.place === '' ? what : `${this.at.place}, ${what}`;
  }

  /** What stands in a paragraph, characters and elements in turn. */
  #inline(element: XmlElement, isHidden: boolean, shape: Shape): void {
    let at = 0;
    for (const child of element.children) {
      this.#characters(element.text.slice(at, child.at), isHidden);
      at = child.at;
      this.#element(child, isHidden, shape);
    }
    this.#characters(element.text.slice(at), isHidden);
  }

  #element(child: XmlElement, isHidden: boolean, shape: Shape): void {
    const name = odfName(child);
    if (UNSEEN.has(name)) return;
    switch (name) {
      case 'text:span': {
        const style = this.document.styles.of('text', odfAttribute(child, 'text:style-name'));
        this.#inline(child, isHidden || style.isHidden, shape);
        break;
      }
      case 'text:s': {
        const count = Number(odfAttribute(child, 'text:c') ?? '1');
        this.#write(' '.repeat(Math.min(Math.max(1, count || 1), SPACES)), isHidden);
        break;
      }
      case 'text:tab':
        this.#write('\t', isHidden);
        break;
      case 'text:line-break':
        this.#write('\n', isHidden);
        this.#isAfterSpace = true;
        break;
      case 'text:note': {
        const isEnd = odfAttribute(child, 'text:note-class') === 'endnote';
        const body = odfChild(child, 'text:note-body');
        if (body) this.document.defer(isEnd ? 'endnote' : 'footnote', body, this.#place());
        break;
      }
      case 'office:annotation':
        this.document.defer('comment', child, this.#place());
        break;
      case 'text:change-start':
      case 'text:change-end':
      case 'text:change':
        this.#change(child, name, shape);
        break;
      case 'text:ruby':
        for (const part of child.children) {
          if (part.name === 'ruby-text')
            this.#writer.write(part.text, this.#asideOf(false) ?? RUBY);
          else this.#inline(part, isHidden, shape);
        }
        break;
      case 'text:hidden-text':
      case 'text:hidden-paragraph':
        this.#inline(child, isHidden || odfAttribute(child, 'text:is-hidden') === 'true', shape);
        break;
      default:
        if (name.startsWith('draw:')) this.#drawing(child);
        else this.#inline(child, isHidden, shape);
    }
  }

  /** Characters of the file: white space in them is one space, and none at the start of a paragraph. */
  #characters(text: string, isHidden: boolean): void {
    if (text === '') return;
    let collapsed = text.replace(/[ \t\r\n]+/gu, ' ');
    if (this.#isAfterSpace && collapsed.startsWith(' ')) collapsed = collapsed.slice(1);
    if (collapsed === '') return;
    this.#write(collapsed, isHidden);
    this.#isAfterSpace = collapsed.endsWith(' ');
  }

  #write(text: string, isHidden: boolean): void {
    this.#writer.write(text, this.#asideOf(isHidden));
    this.#isAfterSpace = false;
  }

  #asideOf(isHidden: boolean): Aside | null {
    const marks = { inserted: this.#insertion(), deleted: null };
    return this.document.changes.asideOf(marks) ?? (isHidden ? HIDDEN : null);
  }

  #insertion(): ChangeMark | null {
    return [...this.#inserted.values()].at(-1) ?? null;
  }

  /** A change begins, ends, or stands at this place with what was deleted. */
  #change(element: XmlElement, name: string, shape?: Shape): void {
    const id = odfAttribute(element, 'text:change-id') ?? '';
    const change = this.document.tracked.get(id);
    if (!change) return;
    if (name === 'text:change-end') this.#inserted.delete(id);
    else if (change.type === 'insertion') {
      this.document.changes.insertions += 1;
      if (name === 'text:change-start') this.#inserted.set(id, change.mark);
    } else {
      this.document.changes.deletions += 1;
      this.#deleted(change, shape);
    }
  }

  /** What was deleted: listed behind the paragraph, or put back where it stood. */
  #deleted({ mark, content }: OdtChange, shape?: Shape): void {
    const aside = this.document.changes.asideOf({ inserted: this.#insertion(), deleted: mark });
    if (aside) {
      const at = { ...aside, place: this.#place() };
      this.#writer.hang(new OdtStory(this.document, at).read(content));
      return;
    }
    if (!shape) {
      this.#blocks(content);
      return;
    }
    const parts = content.children.filter(({ name }) => name === 'p' || name === 'h');
    for (const [index, part] of parts.entries()) {
      if (index > 0) this.#writer.end(shape);
      this.#inline(part, false, shape);
    }
  }

  /** Text boxes and shapes with words; they hang on the paragraph. */
  #drawing(drawing: XmlElement): void {
    const isBox = drawing.name === 'text-box';
    const hasText = drawing.children.some(({ name }) => ['p', 'h', 'list', 'table'].includes(name));
    if (isBox || hasText) {
      const what = isBox ? 'text box' : 'drawing';
      const place = this.#place(`${what} at paragraph ${this.#paragraphs}`);
      const { part } = this.#where();
      const at =
        part === 'article'
          ? { part: 'aside' as const, why: `It is in a ${what}.`, place }
          : { ...this.#where(), place };
      this.#writer.hang(new OdtStory(this.document, at).read(drawing));
      return;
    }
    for (const child of drawing.children) {
      if (!UNSEEN.has(odfName(child))) this.#drawing(child);
    }
  }

  #table(table: XmlElement): void {
    this.#tables += 1;
    const number = this.#tables;
    for (const [index, row] of rowsOf(table).entries()) {
      const cells = row.children.flatMap((cell) => {
        const name = odfName(cell);
        if (name === 'table:table-cell') return [this.#cell(cell)];
        if (name === 'table:covered-table-cell' && cell.children.length > 0) {
          this.#around.push(COVERED);
          const written = this.#cell(cell);
          this.#around.pop();
          return written.length > 0 ? [written] : [];
        }
        return [];
      });
      const place = this.#place(`table ${number}, row ${index + 1}`);
      this.#writer.add(tableRow(cells, this.#where(), place));
    }
  }

  #cell(cell: XmlElement): Written[] {
    const outer = { writer: this.#writer, lists: this.#lists };
    this.#writer = new ParagraphWriter();
    this.#lists = 0;
    this.#blocks(cell);
    this.#flush();
    const { written } = this.#writer;
    this.#writer = outer.writer;
    this.#lists = outer.lists;
    return written;
  }
}

/** The rows of a table, in whatever groups they stand. */
function rowsOf(element: XmlElement): XmlElement[] {
  return element.children.flatMap((child) => {
    const name = odfName(child);
    if (name === 'table:table-row') return [child];
    return /^table:table-(?:header-rows|rows|row-group)$/u.test(name) ? rowsOf(child) : [];
  });
}
