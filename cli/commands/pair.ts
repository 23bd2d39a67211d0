import type { Annotation } from '#core/tags/tag.ts';
import { pairTags } from '#core/agreement/pairing/pairing.ts';
import { CodePointMap } from '#core/text/code-points.ts';
import { countOf } from '#core/numbers.ts';
import type { Rendering } from '#core/event/records.ts';
import { alignFamilies, type FamilySet } from '#core/review/links/items.ts';

import { requireComparable } from '../files/comparable.ts';
import { INPUT_OPTIONS } from '../files/inputs.ts';
import { readAnnotators, tagKey } from '../files/annotators.ts';
import type { CommandLine } from '../terminal/command.ts';
import { BadInput } from '../terminal/problem.ts';

/** Lists what two annotators made of the same articles. */
export const PAIR: CommandLine = {
  name: 'pair',
  usage: 'pair A B [--annotator FILE=NAME]… [--from FORMAT]',
  summary: 'Lines up the tags of two annotators, as the list of differences does.',
  options: {
    ...INPUT_OPTIONS,
  },
  run: async (call, streams) => {
    const { annotators, articles, annotations, events, notes } = await readAnnotators(
      call,
      streams,
    );
    const [a, b, ...others] = annotators;
    if (!a || !b || others.length > 0) {
      const names = annotators.map(({ name }) => name).join(', ');
      throw new BadInput(
        `Two annotators are needed; these files have tags of ${annotators.length}: ${names}. --annotator FILE=NAME says whose a file is.`,
      );
    }
    const problems = requireComparable({ annotators, articles }, events.length > 0);
    const common = articles.filter((article) => article.annotators.length > 1);
    const results = common.map(({ id, title, text, tags }) => {
      const map = new CodePointMap(text);
      const describe = (tag: { readonly id: string; readonly annotator: string } | null) => {
        const annotation = tag && annotations.get(tagKey(id, tag.annotator, tag.id));
        return annotation ? describeTag(annotation, map) : null;
      };
      const of = (annotator: string) => tags.filter((tag) => tag.annotator === annotator);
      return {
        article: id,
        title,
        items: pairTags(of(a.id), of(b.id)).map((item) => ({
          kind: item.kind,
          a: describe(item.a),
          b: describe(item.b),
          iou: 'iou' in item ? item.iou : null,
          differingAttributes: 'differingAttributes' in item ? item.differingAttributes : [],
          within: 'within' in item ? (item.within?.id ?? null) : null,
        })),
      };
    });
    const links = events.flatMap((sets) => linksOf(sets, a.id, b.id));
    const lines = results.flatMap(({ title, items }) => [
      `${title}: ${countOf(items.length, 'item')}`,
      ...items.map(({ kind, a: one, b: other }) => {
        const shown = one ?? other;
        return `  ${kind}\t${shown?.category ?? ''}\t${shown?.fragments.map(({ start, end }) => `${start}-${end}`).join(',') ?? ''}\t${shown?.text.replaceAll(/\s+/gu, ' ') ?? ''}`;
      }),
    ]);
    for (const { kind, differences, shared, more, fewer } of links) {
      const words = [...shared.map((each) => each.a), ...fewer, ...more][0]?.text ?? '';
      const how = differences.length === 0 ? 'identical' : differences.join(', ');
      lines.push(`family of ${kind}s\t${how}\t${words.replaceAll(/\s+/gu, ' ')}`);
    }
    return {
      text: `${lines.join('\n')}\n`,
      json: { offsetUnit: 'utf-16', a, b, articles: results, links },
      notes,
      problems,
    };
  },
};

function describeTag({ id, category, fragments, attributes }: Annotation, map: CodePointMap) {
  return {
    id,
    category,
    fragments: fragments.map(({ start, end }) => ({
      start,
      end,
      codePoints: { start: map.toCodePoint(start), end: map.toCodePoint(end) },
    })),
    text: fragments.map(({ exact }) => exact).join(' … '),
    attributes,
  };
}

/** How two people's families of one event differ; `a` is who is asked, `b` the colleague. */
function linksOf(sets: readonly FamilySet[], a: string, b: string) {
  const setOf = (annotator: string): FamilySet =>
    sets.find((set) => set.annotator === annotator) ?? { annotator, families: [] };
  return alignFamilies(setOf(a), [setOf(b)], []).map((item) => ({
    kind: item.kind,
    differences: item.differences,
    a: item.mine.map(({ id }) => id),
    b: item.theirs.map(({ id }) => id),
    shared: item.shared.map(({ mine, theirs }) => ({
      a: describePassage(mine),
      b: describePassage(theirs),
    })),
    fewer: item.fewer.map(describePassage),
    more: item.more.map(describePassage),
  }));
}

function describePassage({ article, fragments, class: given, relation }: Rendering) {
  return {
    article,
    fragments: fragments.map(({ start, end }) => ({ start, end })),
    text: fragments.map(({ exact }) => exact).join(' … '),
    class: given,
    relation,
  };
}
