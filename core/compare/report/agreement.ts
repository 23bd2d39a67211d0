import { h, written, type Child } from '../../agreement/report/page/html.ts';
import { sentence } from '../../agreement/report/page/html-comparison.ts';
import { linkContent } from '../../agreement/report/page/html-links.ts';
import { pairName } from '../../agreement/report/page/html-names.ts';
import type { PairLinks } from '../../agreement/report/link-figures.ts';
import type { AgreementReport } from '../../agreement/report/report.ts';

/** How well people agree on the event, with what the ids in it stand for. */
export interface AgreementToReport {
  readonly report: AgreementReport;
  readonly links: readonly PairLinks[];
  readonly annotator: (id: string) => string;
  readonly category: (id: string) => string;
}

/** Agreement on tags in words and counts, then on which passages belong together. */
export function agreementContent({
  report,
  links,
  annotator,
  category,
}: AgreementToReport): Child[] {
  const names = { annotator };
  const tags = report.pairs.flatMap((pair): Child[] => {
    const both = [written(annotator(pair.a)), written(annotator(pair.b))] as const;
    const { byCategory, all } = pair.pooled;
    return [
      h('h3', {}, 'Tags: ', ...pairName(names, pair)),
      h(
        'ul',
        {},
        ...[...byCategory, all].map((one) => {
          const about = one.category === null ? 'All tags' : written(category(one.category));
          return h('li', {}, ...sentence(one.counts, about, both));
        }),
      ),
    ];
  });
  return [
    ...tags,
    ...(links.length > 0
      ? [h('h3', {}, 'Which passages belong together'), ...linkContent(links, names)]
      : []),
  ];
}
