import { h, type Child } from './html.ts';
import { pairName, type ReportNames } from './html-names.ts';
import { LINK_KINDS, linksInWords, type PairLinks } from '../link-figures.ts';

/** How well people agree on families: B³ and pairs, with what they rest on. */
export function linkContent(
  links: readonly PairLinks[],
  names: Pick<ReportNames, 'annotator'>,
): Child[] {
  return [
    h(
      'p',
      {},
      'Passages count as one where both people have them in a family and they share at least half of the shorter one. The second person is held against the first.',
    ),
    ...links.flatMap((pair) => [
      h('h3', {}, ...pairName(names, pair)),
      ...pair.kinds.flatMap((each) => [
        h('h4', {}, LINK_KINDS[each.kind]),
        h('ul', {}, ...linksInWords(each).map((line) => h('li', {}, line))),
      ]),
    ]),
  ];
}
