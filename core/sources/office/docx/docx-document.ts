import { childrenOf, type XmlElement } from '../../../exchange/containers/xml.ts';
import type { Block, BlockPart, ReadOptions } from '../../reading.ts';
import { attribute, nameOf } from './docx-names.ts';
import { readRelations, type Relation } from './docx-relations.ts';
import { DocxStory, textIn, type StoryContext } from './docx-story.ts';
import { DocxStyles } from './docx-styles.ts';
import type { OfficePackage } from '../package.ts';
import { TrackedChanges } from '../tracked-changes.ts';

/** What is referred to from the text, in the order in which it is. */
interface Reference {
  readonly id: string;
  readonly place: string;
}

const NOTES = [
  { part: 'footnotes', element: 'footnote', what: 'footnote', reference: 'w:footnoteReference' },
  { part: 'endnotes', element: 'endnote', what: 'endnote', reference: 'w:endnoteReference' },
] as const;

/** A document of Word that is open: what its flows of text share. */
export class DocxDocument implements StoryContext {
  readonly styles: DocxStyles;
  readonly changes: TrackedChanges;
  readonly warnings = new Set<string>();
  readonly #relations: readonly Relation[];
  readonly #main: string;
  readonly #references = new Map<string, Reference[]>();

  /** @throws OfficeRefused */
  constructor(
    private readonly file: OfficePackage,
    options: ReadOptions,
  ) {
    const main = readRelations(file, '').find(
      ({ type, isExternal }) => type === 'officeDocument' && !isExternal,
    );
    this.#main = main && file.has(main.target) ? main.target : 'word/document.xml';
    this.#relations = readRelations(file, this.#main);
    this.changes = new TrackedChanges(options);
    this.styles = new DocxStyles(this.#optional('styles'));
  }

  /**
   * Every block of the document: headers, the body, notes, comments, footers.
   * @throws OfficeRefused
   */
  read(): Block[] {
    const root = this.file.part(this.#main);
    if (!root.children.some((child) => nameOf(child) === 'w:body')) {
      throw this.file.refuse('unreadable', 'It is not a document of Word: it has no text part.');
    }
    const main = new DocxStory(this, {
      part: 'article',
      why: 'It stands in the body of the document.',
      place: '',
    }).read(root);
    const blocks = [...this.#margins('header'), ...main];
    for (const note of NOTES) blocks.push(...this.#notes(note));
    blocks.push(...this.#comments(), ...this.#margins('footer'));
    this.#warnOfOutside();
    return blocks;
  }

  refer(kind: string, id: string | undefined, place: string): void {
    if (id === undefined) return;
    const known = this.#references.get(kind);
    if (known) known.push({ id, place });
    else this.#references.set(kind, [{ id, place }]);
  }

  warnOfChunk(id: string | undefined): void {
    const relation = this.#relations.find((each) => each.id === id);
    const name = relation?.target.split('/').at(-1)?.slice(0, 200) ?? '';
    this.warnings.add(
      `Part of the document is another file${name === '' ? '' : ` (${name})`}, which was not read.`,
    );
  }

  graphic(id: string | undefined, add: (text: string, what: string) => void): void {
    const relation = this.#relations.find((each) => each.id === id && !each.isExternal);
    const root = relation ? this.file.optional(relation.target) : null;
    if (!root) return;
    const what = root.name === 'chartSpace' ? 'chart' : 'diagram';
    const walk = (element: XmlElement): void => {
      const name = nameOf(element);
      if (name === 'a:p') add(textIn(element, 'a:t'), what);
      else if (name === 'c:v' && isWords(element.text)) add(element.text, what);
      else for (const child of element.children) walk(child);
    };
    walk(root);
  }

  #optional(type: string): XmlElement | null {
    const relation = this.#relations.find((each) => each.type === type && !each.isExternal);
    return relation ? this.file.optional(relation.target) : null;
  }

  #notes({ part, element, what, reference }: (typeof NOTES)[number]): Block[] {
    const root = this.#optional(part);
    const notes = childrenOf(root ?? undefined, element).filter((note) =>
      [undefined, 'normal'].includes(attribute(note, 'type')),
    );
    return this.#inOrder(notes, reference).flatMap(({ element: note, place }, index) =>
      new DocxStory(this, {
        part: 'aside',
        why: place === null ? `It is a ${what}.` : `It is a ${what} of ${place}.`,
        place: `${what} ${index + 1}`,
      }).read(note),
    );
  }

  #comments(): Block[] {
    const comments = childrenOf(this.#optional('comments') ?? undefined, 'comment');
    return this.#inOrder(comments, 'w:commentReference').flatMap(({ element, place }, index) => {
      const author = attribute(element, 'author')?.slice(0, 200);
      const date = attribute(element, 'date')?.slice(0, 10);
      return new DocxStory(this, {
        part: 'comment',
        why: `Comment${author ? ` by ${author}` : ''}${date ? ` on ${date}` : ''}${place === null ? '' : `, at ${place}`}.`,
        place: `comment ${index + 1}`,
      }).read(element);
    });
  }

  /** Notes in the order in which the text refers to them; those that it does not, at the end. */
  #inOrder(
    elements: readonly XmlElement[],
    kind: string,
  ): { readonly element: XmlElement; readonly place: string | null }[] {
    const left = new Map(elements.map((each) => [attribute(each, 'id') ?? '', each]));
    const found: { readonly element: XmlElement; readonly place: string | null }[] = [];
    for (const { id, place } of this.#references.get(kind) ?? []) {
      const element = left.get(id);
      if (element) found.push({ element, place });
      left.delete(id);
    }
    for (const element of left.values()) found.push({ element, place: null });
    return found;
  }

  /** Headers or footers: each part once, however many sections have it. */
  #margins(type: 'header' | 'footer'): Block[] {
    const part: BlockPart = 'navigation';
    const targets = new Set(
      this.#relations
        .filter((each) => each.type === type && !each.isExternal)
        .map(({ target }) => target),
    );
    return [...targets].flatMap((target, index) => {
      const root = this.file.optional(target);
      const at = { part, why: `It is a ${type} of the pages.`, place: `${type} ${index + 1}` };
      return root ? new DocxStory(this, at).read(root) : [];
    });
  }

  #warnOfOutside(): void {
    const outside = this.#relations.filter(
      ({ isExternal, type }) => isExternal && type !== 'hyperlink',
    );
    if (outside.length > 0) {
      this.warnings.add(
        'The document refers to files outside of it (pictures, templates or others). None of them was opened.',
      );
    }
    if (this.file.names.some((name) => /(?:^|\/)vba\w*\.(?:bin|xml)$/iu.test(name))) {
      this.warnings.add('The document has macros. They were not opened.');
    }
    if (this.file.names.some((name) => /(?:^|\/)embeddings\//iu.test(name))) {
      this.warnings.add('The document has other files inside it. They were not opened.');
    }
  }
}

/** Whether a value in a chart is a label, not one of its figures. */
function isWords(text: string): boolean {
  return !/^[\d\s.,%eE+-]*$/u.test(text);
}
