import { attribute, type PageElement } from './tree.ts';

/** What a browser never shows, whatever a page says. `null`: it has no words of a person at all. */
const NEVER_SHOWN: Readonly<Record<string, string | null>> = {
  script: null,
  style: null,
  head: null,
  title: null,
  link: null,
  meta: null,
  base: null,
  noscript: 'Shown only by browsers without scripts (<noscript>).',
  template: 'A template that the page’s scripts fill in (<template>), not shown by itself.',
  noframes: 'Shown only by browsers without frames.',
  noembed: 'Shown only by browsers without plug-ins.',
  iframe: 'Shown only by browsers without frames.',
  object: 'Shown only where an embedded file cannot be.',
  video: 'Shown only by browsers without video.',
  audio: 'Shown only by browsers without sound.',
  canvas: 'Shown only by browsers without drawing.',
  progress: 'Shown only by browsers without progress bars.',
  meter: 'Shown only by browsers without meters.',
  datalist: 'A list of suggestions for a field, not shown by itself.',
};

/** Classes with one meaning everywhere: words for screen readers, and what SingleFile saw hidden. */
const UNSEEN_CLASSES =
  /(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|sf-hidden|u-visually-hidden|is-visually-hidden|element-invisible|a11y-hidden|accessibly-hidden|show-for-sr|assistive-text)(?:\s|$)/iu;

/** How every reason begins that scripts of the page can end. */
const BY_PAGE = 'Hidden on the page (';

/** Whether a reason is one that scripts of the page can end. */
export const isHiddenByPage = (why: string): boolean => why.startsWith(BY_PAGE);

/** What is never read, not even as hidden. */
export function isWordless(tag: string): boolean {
  return Object.hasOwn(NEVER_SHOWN, tag) && NEVER_SHOWN[tag] === null;
}

/**
 * Why an element and all in it is not seen on the page, as a sentence; `null` where it is. Only what
 * stands in the element itself counts: style sheets are not applied.
 */
export function whyHidden(element: PageElement): string | null {
  const { tagName } = element;
  const never = Object.hasOwn(NEVER_SHOWN, tagName) ? NEVER_SHOWN[tagName] : null;
  if (never && !(tagName === 'template' && isShadowRoot(element))) return never;
  if (tagName === 'dialog' && attribute(element, 'open') === undefined) {
    return 'A dialog that is not open (<dialog>).';
  }
  if (element.attrs.length === 0) return null;
  const hidden = attribute(element, 'hidden');
  if (hidden !== undefined) return `${BY_PAGE}the attribute “hidden”).`;
  if (attribute(element, 'aria-hidden')?.trim().toLowerCase() === 'true') {
    return 'Hidden from readers on the page (aria-hidden).';
  }
  return whyHiddenByStyle(attribute(element, 'style')) ?? whyHiddenByClass(element);
}

function whyHiddenByClass(element: PageElement): string | null {
  const classes = attribute(element, 'class');
  if (classes === undefined || !UNSEEN_CLASSES.test(classes)) return null;
  return 'Not seen on the page: its class is for screen readers, or says that it is hidden.';
}

/** A style this long is no person's; what it says is looked for in its beginning only. */
const STYLE_LENGTH = 2000;

function whyHiddenByStyle(style: string | undefined): string | null {
  if (style === undefined) return null;
  const said = style.slice(0, STYLE_LENGTH).replace(/\s+/gu, '').toLowerCase();
  if (/(?:^|;)display:none(?:!important)?(?:;|$)/u.test(said)) {
    return `${BY_PAGE}display: none).`;
  }
  if (/(?:^|;)visibility:(?:hidden|collapse)(?:!important)?(?:;|$)/u.test(said)) {
    return `${BY_PAGE}visibility: hidden).`;
  }
  return null;
}

/** A part of a page that is shown although it stands in a template (declarative shadow root). */
export function isShadowRoot(element: PageElement): boolean {
  return (
    attribute(element, 'shadowrootmode') !== undefined ||
    attribute(element, 'shadowroot') !== undefined
  );
}
