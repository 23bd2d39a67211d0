import { childOf, childrenOf, type XmlElement } from '../../../exchange/containers/xml.ts';
import { attribute, toggle } from './docx-names.ts';
import { styleRole, type StyleRole } from '../style-names.ts';

/** What a style says of paragraphs or words, with what it takes over from the styles below it. */
export interface DocxStyle {
  readonly role: StyleRole | null;
  /** From 0; 9 is text. */
  readonly outline: number | undefined;
  readonly list: ListPlace | undefined;
  /** Its words are hidden. */
  readonly vanishes: boolean | undefined;
}

/** In which list and how deep, from 0. */
export interface ListPlace {
  readonly number: string | undefined;
  readonly depth: number | undefined;
}

const NOTHING: DocxStyle = {
  role: null,
  outline: undefined,
  list: undefined,
  vanishes: undefined,
};
/** Styles that take over from each other; more are a circle or an attempt to keep us busy. */
const DEEPEST = 50;

/** The styles of a document, by their id. */
export class DocxStyles {
  readonly #elements = new Map<string, XmlElement>();
  readonly #styles = new Map<string, DocxStyle>();
  /** The style of paragraphs that name none. */
  readonly #usual: string | undefined;
  /** BCP 47, as the styles have it for all words. */
  readonly language: string | undefined;

  constructor(root: XmlElement | null) {
    for (const style of childrenOf(root ?? undefined, 'style')) {
      const id = attribute(style, 'styleId');
      if (id === undefined) continue;
      this.#elements.set(id, style);
      const isUsual = ['1', 'true', 'on'].includes(attribute(style, 'default') ?? '');
      if (isUsual && attribute(style, 'type') === 'paragraph') this.#usual ??= id;
    }
    const defaults = childOf(childOf(root ?? undefined, 'docDefaults'), 'rPrDefault');
    this.language = attribute(childOf(childOf(defaults, 'rPr'), 'lang'), 'val');
  }

  /** What applies to a paragraph or run that names this style, or none. */
  of(id: string | undefined, isParagraph = false): DocxStyle {
    const named = id ?? (isParagraph ? this.#usual : undefined);
    return named === undefined ? NOTHING : this.#style(named, 0);
  }

  #style(id: string, depth: number): DocxStyle {
    const known = this.#styles.get(id);
    if (known) return known;
    const element = this.#elements.get(id);
    if (!element || depth > DEEPEST) {
      // Programs that write no styles name the usual ones all the same.
      return { ...NOTHING, role: element ? null : styleRole(id) };
    }
    const based = attribute(childOf(element, 'basedOn'), 'val');
    const below = based === undefined ? NOTHING : this.#style(based, depth + 1);
    const paragraph = childOf(element, 'pPr');
    const name = attribute(childOf(element, 'name'), 'val') ?? id;
    const style: DocxStyle = {
      role: styleRole(name) ?? below.role,
      outline: outlineOf(paragraph) ?? below.outline,
      list: listOf(paragraph) ?? below.list,
      vanishes: toggle(childOf(childOf(element, 'rPr'), 'vanish')) ?? below.vanishes,
    };
    this.#styles.set(id, style);
    return style;
  }
}

/** The outline level that properties of a paragraph name, from 0. */
export function outlineOf(properties: XmlElement | undefined): number | undefined {
  const value = attribute(childOf(properties, 'outlineLvl'), 'val');
  const level = value === undefined ? NaN : Number(value);
  return Number.isInteger(level) && level >= 0 && level <= 9 ? level : undefined;
}

/** The list that properties of a paragraph name. */
export function listOf(properties: XmlElement | undefined): ListPlace | undefined {
  const numbering = childOf(properties, 'numPr');
  if (!numbering) return undefined;
  const depth = Number(attribute(childOf(numbering, 'ilvl'), 'val') ?? NaN);
  return {
    number: attribute(childOf(numbering, 'numId'), 'val'),
    depth: Number.isInteger(depth) && depth >= 0 && depth < 9 ? depth : undefined,
  };
}
