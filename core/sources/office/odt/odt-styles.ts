import type { XmlElement } from '../../../exchange/containers/xml.ts';
import { odfAttribute, odfChild, odfName } from './odt-names.ts';
import { styleRole, type StyleRole } from '../style-names.ts';

/** Styles that take over from each other; more are a circle or an attempt to keep us busy. */
const DEEPEST = 50;

/** What a style says of paragraphs or words. */
export interface OdtStyle {
  readonly role: StyleRole | null;
  readonly isHidden: boolean;
}

/** The styles of a document: its own, and those that the program made of changes by hand. */
export class OdtStyles {
  readonly #elements = new Map<string, XmlElement>();
  readonly #styles = new Map<string, OdtStyle>();

  /** @param roots of the parts with styles; what stands in a later one counts */
  constructor(roots: readonly (XmlElement | null)[]) {
    for (const root of roots) {
      for (const name of ['office:styles', 'office:automatic-styles']) {
        for (const style of odfChild(root ?? undefined, name)?.children ?? []) {
          const own = odfAttribute(style, 'style:name');
          if (odfName(style) === 'style:style' && own !== undefined) {
            this.#elements.set(`${odfAttribute(style, 'style:family') ?? ''} ${own}`, style);
          }
        }
      }
    }
  }

  of(family: 'paragraph' | 'text', name: string | undefined): OdtStyle {
    return name === undefined ? { role: null, isHidden: false } : this.#style(family, name, 0);
  }

  #style(family: string, name: string, depth: number): OdtStyle {
    const key = `${family} ${name}`;
    const known = this.#styles.get(key);
    if (known) return known;
    const element = this.#elements.get(key);
    const parent = odfAttribute(element, 'style:parent-style-name');
    const below =
      parent === undefined || depth > DEEPEST ? null : this.#style(family, parent, depth + 1);
    const display = odfAttribute(odfChild(element, 'style:text-properties'), 'text:display');
    const shown = odfAttribute(element, 'style:display-name') ?? decoded(name);
    const style: OdtStyle = {
      role: styleRole(shown) ?? below?.role ?? null,
      isHidden: display === undefined ? (below?.isHidden ?? false) : display === 'none',
    };
    this.#styles.set(key, style);
    return style;
  }
}

/** Names have `_20_` for a space. */
function decoded(name: string): string {
  return name.replace(/_([0-9a-f]{2,4})_/giu, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}
