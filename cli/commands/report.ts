import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { computeAgreement } from '#core/agreement/report/report.ts';
import { compareEvent } from '#core/compare/comparison/compare-event.ts';
import { agreementContent } from '#core/compare/report/agreement.ts';
import { labelsOf } from '#core/compare/report/labels.ts';
import { eventReportHtml } from '#core/compare/report/event-page.ts';
import { Renderings } from '#core/compare/table/renderings.ts';
import { tableOf } from '#core/compare/table/table.ts';
import { countOf } from '#core/numbers.ts';
import { compareAllFamilies } from '#core/review/links/agreement.ts';

import { BY_OPTION, readNamedEvent, type NamedEvent } from '../files/event-to-compare.ts';
import { INPUT_OPTIONS } from '../files/inputs.ts';
import type { CommandLine } from '../terminal/command.ts';
import { BadInput, WrongUse } from '../terminal/problem.ts';
import { explainSystemError } from '../terminal/system-error.ts';

/** Writes an event as one page. */
export const REPORT: CommandLine = {
  name: 'report',
  usage: 'report EVENT-FILE… --out FILE.html [--by NAME] [--annotator FILE=NAME]… [--from FORMAT]',
  summary:
    'Writes what several articles make of one event as one HTML file that needs nothing else.',
  options: {
    ...INPUT_OPTIONS,
    ...BY_OPTION,
    out: {
      type: 'string',
      value: 'FILE.html',
      help: 'The file to write; one that is there is replaced.',
    },
  },
  run: async (call, streams) => {
    const { out } = call.values;
    if (out === undefined) throw new WrongUse('Name the file to write with --out.');
    const named = await readNamedEvent(call, streams);
    const comparison = compareEvent(named.event);
    const labelOf = labelsOf(named.codebook);
    const html = eventReportHtml({
      comparison,
      document: named.document,
      table: tableOf(comparison, named.document),
      renderings: Renderings.of(comparison),
      title: named.title,
      nameOf: (id) => named.names.get(id) ?? 'somebody',
      labelOf,
      agreement: agreementOf(named, labelOf),
      generatedAt: streams.now().toISOString().slice(0, 10),
      generator: 'Framewise',
    });
    const target = path.resolve(streams.folder, out);
    const work = `${target}.${randomUUID()}.part`;
    try {
      await writeFile(work, html, { flush: true });
      await rename(work, target);
    } catch (error) {
      await rm(work, { force: true }).catch(() => undefined);
      throw new BadInput(`${out} was not written. ${explainSystemError(error)}`);
    }
    const articles = comparison.articles.length;
    return {
      text: `${out}: ${countOf(articles, 'article')}, ${countOf(comparison.findings.length, 'finding')}\n`,
      json: { file: out, articles, findings: comparison.findings.length },
      notes: named.notes,
    };
  },
};

/** How well people agree, where there are two or more; nothing else. */
function agreementOf(
  { people, codebook }: NamedEvent,
  category: (id: string) => string,
): ReturnType<typeof agreementContent> {
  const { annotators, articles, events } = people;
  if (annotators.length < 2) return [];
  const names = new Map(annotators.map(({ id, name }) => [id, name]));
  const ids = [...names.keys()];
  return agreementContent({
    report: computeAgreement({
      annotators: ids,
      articles: articles.map(({ text: _text, title: _title, ...article }) => article),
      categories: codebook.categories.map(({ id }) => id),
      names: Object.fromEntries(names),
      measures: [],
    }),
    links: compareAllFamilies(ids, events),
    annotator: (id) => names.get(id) ?? 'somebody',
    category,
  });
}
