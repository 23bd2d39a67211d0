/** The elements that a surface is made of. */
export interface SurfaceElements {
  readonly scroller: HTMLElement;
  /** What scrolls: the text and everything drawn around and over it. */
  readonly page: HTMLElement;
  /** Holds the text alone. */
  readonly column: HTMLElement;
  /** The text itself. */
  readonly root: HTMLElement;
  readonly margin: HTMLElement;
  readonly lines: HTMLElement;
  readonly overlay: HTMLElement;
  readonly ruler: HTMLElement;
}

/** Fills an empty element with those of a surface. */
export function makeSurfaceElements(container: HTMLElement, ariaLabel: string): SurfaceElements {
  const elements = {
    scroller: makeElement('article-scroll'),
    page: makeElement('article-page'),
    column: makeElement('article-column'),
    root: makeElement('article-text'),
    margin: makeElement('article-margin'),
    lines: makeElement('article-lines'),
    overlay: makeElement('article-overlay'),
    ruler: makeElement('article-ruler'),
  };
  const { scroller, page, column, root, margin, lines, overlay, ruler } = elements;
  setRootAttributes(root, ariaLabel);
  column.append(root);
  page.append(column, margin, lines, overlay);
  scroller.append(page);
  container.classList.add('article-surface');
  container.append(scroller, ruler);
  return elements;
}

function makeElement(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}

function setRootAttributes(root: HTMLElement, ariaLabel: string): void {
  const attributes = {
    // Not `true`: React would walk the whole article for its selection at every commit.
    contenteditable: 'plaintext-only',
    tabindex: '0',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-readonly': 'true',
    'aria-label': ariaLabel,
    spellcheck: 'false',
    autocapitalize: 'off',
    autocorrect: 'off',
    translate: 'no',
    // Writing assistants would change the DOM of anything that looks editable.
    'data-gramm': 'false',
  };
  for (const [name, value] of Object.entries(attributes)) root.setAttribute(name, value);
}
