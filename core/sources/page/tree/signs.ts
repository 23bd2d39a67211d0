import type { BlockPart } from '../../reading.ts';
import { attribute, type PageElement } from './tree.ts';

/** What an element says it holds by its name, its role, its class or its id. */
export interface Sign {
  readonly part: Exclude<BlockPart, 'article' | 'hidden'>;
  readonly why: string;
  /** Said by HTML itself, and not only by a name that somebody chose. */
  readonly isSure: boolean;
  /** Words of running text from which on it is not believed. */
  readonly most: number;
}

const sure = (part: Sign['part'], why: string, most = Infinity): Sign => ({
  ...{ part, why, most },
  isSure: true,
});
const named = (part: Sign['part'], why: string, most = Infinity): Sign => ({
  ...{ part, why, most },
  isSure: false,
});

const BY_TAG: Readonly<Record<string, Sign>> = {
  nav: sure('navigation', 'It stands in the page’s navigation (<nav>).'),
  menu: sure('navigation', 'It stands in a menu (<menu>).'),
  footer: sure('navigation', 'It stands in a footer (<footer>).'),
  aside: sure('aside', 'It stands beside the article (<aside>).'),
  form: named('navigation', 'It stands in a form.'),
  button: sure('navigation', 'It is a button.', 25),
  select: sure('navigation', 'It is a list to choose from.'),
  textarea: sure('navigation', 'It is a field to write in.'),
  label: named('navigation', 'It names a field of a form.'),
  dialog: sure('navigation', 'It stands in a dialog.'),
  svg: sure('aside', 'It stands in a drawing.'),
  'amp-ad': sure('advertising', 'It stands in an advertisement (<amp-ad>).'),
};

const BY_ROLE: Readonly<Record<string, Sign>> = {
  navigation: sure('navigation', 'It stands in the page’s navigation (its role says so).'),
  banner: named('navigation', 'It stands in the page’s head (its role says so).'),
  contentinfo: sure('navigation', 'It stands in the page’s foot (its role says so).'),
  complementary: sure('aside', 'It stands beside the article (its role says so).'),
  search: sure('navigation', 'It stands in a search field (its role says so).'),
  dialog: sure('navigation', 'It stands in a dialog (its role says so).'),
  alertdialog: sure('navigation', 'It stands in a dialog (its role says so).'),
  alert: named('navigation', 'It is a notice of the page (its role says so).', 60),
  menu: sure('navigation', 'It stands in a menu (its role says so).'),
  menubar: sure('navigation', 'It stands in a menu (its role says so).'),
  toolbar: sure('navigation', 'It stands in a toolbar (its role says so).'),
  button: sure('navigation', 'It is a button (its role says so).', 25),
};

/**
 * Words in classes and ids, and what they say. A word is a whole one (`ad`, not `header`), also of names
 * that are run together by capitals; two words stand side by side.
 */
const BY_WORD: readonly (readonly [Sign['part'], string, string, number?])[] = [
  [
    'advertising',
    'advertising',
    'ad ads adv advert adverts advertisement advertisements advertising advertorial adsense adslot adunit adbox ' +
      'adcontainer adwrapper adblock dfp gpt sponsor sponsored sponsors sponsorship outbrain taboola dianomi ' +
      'revcontent zergnet mgid nativo teads anzeige werbung publicidad publicite annonce commercial affiliate',
  ],
  [
    'comment',
    'comments',
    'comment comments commentlist commenting disqus livefyre viafoura coral respond discussion replies ' +
      'kommentar kommentare comentarios commentaires commenti reader+comments user+comments talkback',
  ],
  [
    'aside',
    'links to other articles',
    'related relateds recommend recommended recommendation recommendations recirc recirculation ' +
      'more+from more+stories more+news also+like see+also morefrom mostread mostpopular most+read most+popular ' +
      'most+viewed trending popular latest+news latest+stories latest+posts up+next upnext readnext read+next next+article ' +
      'next+post previous+post prev+next post+navigation other+news similar suggested further+reading teaser ' +
      'teasers verwandte topstories top+stories othernews related+articles jp-relatedposts yarpp editors+picks ' +
      'keep+reading in+this+story more+coverage',
  ],
  // Also the names of texts that open when they are asked for.
  ['aside', 'links to other articles', 'readmore read+more more+on', 60],
  [
    'aside',
    'newsletters and subscriptions',
    'newsletter newsletters subscribe subscribes subscription subscriptions signup sign+up optin opt+in mailchimp ' +
      'mailing+list promo promos promotion promotional cta call+to+action callout+subscribe donate donation ' +
      'donations membership registration login signin sign+in abo crowdfunding',
    80,
  ],
  [
    'navigation',
    'sharing and following',
    'share shares sharing sharebar sharethis sharedaddy addthis addtoany social socials ' +
      'followus follow+us follow social+links social+share share+buttons print+button email+article bookmark',
    15,
  ],
  [
    'navigation',
    'the page’s navigation',
    'nav navbar navigation navmenu menu menus submenu megamenu breadcrumb breadcrumbs breadcrump pagination pager ' +
      'paginate masthead topbar toolbar sitenav skip skiplink skip+link sitemap searchbox search+form site+header ' +
      'global+header page+header+nav footer site+footer page+footer colophon back+to+top backtotop hamburger ' +
      'language+switcher siteheader sitefooter globalnav',
  ],
  [
    'navigation',
    'notices about cookies and consent',
    'cookie cookies cookiebar consent gdpr ccpa onetrust cookiebot didomi cmp privacy+notice cookie+notice',
  ],
  [
    'aside',
    'what stands beside the article',
    'sidebar rail right+rail side+bar rightcol right+col right+column leftcol left+column widget widgets ' +
      'infobox factbox poll quiz carousel slider ticker weather stocks horoscope marquee tooltip popup popover ' +
      'modal overlay lightbox flyout drawer onboarding interstitial app+banner rating ratings toc',
  ],
  [
    'metadata',
    'subjects and tags',
    'tags taglist tag+list tagcloud post+tags entry+tags article+tags topics topic+list keywords article+topics ' +
      'categories cat+links tags+links tag+links',
    15,
  ],
  [
    'metadata',
    'author, date and rights',
    'byline bylines dateline timestamp datetime pubdate postmeta post+meta entry+meta article+meta story+meta ' +
      'article+info post+info entry+info publish+date published+date post+date entry+date article+date authorbio author+bio about+author ' +
      'author+info author+box author+card author+profile author+description author+name posted+on posted+by copyright copyrights disclaimer ' +
      'read+time reading+time readtime readingtime last+updated article+author article+byline author+block author+details article+timestamp',
    80,
  ],
];

const WORDS = new Map<string, Sign>(
  BY_WORD.flatMap(([part, subject, words, most]) =>
    words
      .split(/\s+/u)
      .map((word): [string, Sign] => [
        word,
        named(
          part,
          `Its place on the page is named as one for ${subject} (“${word.replace('+', '-')}”).`,
          most,
        ),
      ]),
  ),
);

/** Names longer than this say nothing more. */
const NAME_LENGTH = 400;

/** Elements whose id is made of their words, so that they can be linked to. */
const HEADING = /^h[1-6]$/u;

/** Whole words of class and id. */
export function nameWords(element: PageElement): string[] {
  const words: string[] = [];
  for (const { name, value } of element.attrs) {
    if (name === 'id' && HEADING.test(element.tagName)) continue;
    if (!['class', 'id', 'data-component', 'data-testid', 'data-module'].includes(name)) continue;
    words.push(
      ...value
        .slice(0, NAME_LENGTH)
        .replace(/([a-z\d])([A-Z])/gu, '$1 $2')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word !== ''),
      '',
    );
  }
  return words;
}

/** What an element says of all in it; `null` where it says nothing. */
export function signOf(element: PageElement): Sign | null {
  const { tagName } = element;
  if (tagName === 'html' || tagName === 'body' || tagName === 'main') return null;
  if (Object.hasOwn(BY_TAG, tagName)) return BY_TAG[tagName] ?? null;
  const role = attribute(element, 'role')?.trim().toLowerCase();
  if (role !== undefined && Object.hasOwn(BY_ROLE, role)) return BY_ROLE[role] ?? null;
  const words = nameWords(element);
  for (const [at, word] of words.entries()) {
    const sign = WORDS.get(`${word}+${words[at + 1] ?? ''}`) ?? WORDS.get(word);
    if (sign) return sign;
  }
  return null;
}

const BODY_NAMES =
  /(?:article|story|post|entry|news|blog|page|detail|single|main)[\s_-]*(?:body|content|text|copy|inner|detail)s?|(?:body|content)[\s_-]*(?:article|text|copy|main)|articlebody|storybody|storytext|mw-parser-output|e-content|prose/iu;

/** Whether an element says that the text of an article is in it. */
export function isNamedBody(element: PageElement): boolean {
  if (/articlebody/iu.test(attribute(element, 'itemprop') ?? '')) return true;
  if (/articlebody/iu.test(attribute(element, 'property') ?? '')) return true;
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`;
  return BODY_NAMES.test(names.slice(0, NAME_LENGTH));
}
