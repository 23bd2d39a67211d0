import { h, written, type Child, type HtmlElement } from '../../agreement/report/page/html.ts';
import { addToGroup } from '../../collections/order.ts';
import { findingKey } from '../../event/places.ts';
import type { FindingWord } from '../../event/records.ts';
import { countOf } from '../../numbers.ts';
import type { ComparedFinding } from '../comparison/comparison.ts';
import type { Place } from '../findings/finding.ts';
import { describeFinding } from '../sentences/findings.ts';
import { FINDING_NAMES } from '../sentences/names.ts';
import { sentenceAt } from '../../text/units/sentences.ts';
import { articleLink } from './article-codes.ts';
import type { EventReportInput } from './input.ts';

/** The findings of an event by what was said of them. */
export interface SortedFindings {
  readonly confirmed: readonly { readonly finding: ComparedFinding; readonly word: FindingWord }[];
  readonly open: readonly ComparedFinding[];
  /** Dismissed ones by the reason given. */
  readonly dismissed: ReadonlyMap<string, readonly ComparedFinding[]>;
}

export function sortFindings({ comparison, document }: EventReportInput): SortedFindings {
  const words = new Map(
    [...document.findingWords].map((word) => [findingKey(word.type, word.places), word]),
  );
  const confirmed: { finding: ComparedFinding; word: FindingWord }[] = [];
  const open: ComparedFinding[] = [];
  const dismissed = new Map<string, ComparedFinding[]>();
  for (const finding of comparison.findings) {
    const word = words.get(finding.key);
    if (word?.verdict === 'confirmed') confirmed.push({ finding, word });
    else if (word?.verdict === 'dismissed') addToGroup(dismissed, word.reason ?? '', finding);
    else open.push(finding);
  }
  return { confirmed, open, dismissed };
}

/** What a person has confirmed, and how many were dismissed and why. */
export function findingsContent(
  input: EventReportInput,
  { confirmed, open, dismissed }: SortedFindings,
): Child[] {
  const all = [...dismissed.values()].reduce((sum, { length }) => sum + length, 0);
  return [
    confirmed.length === 0 ? h('p', {}, 'No finding has been confirmed.') : null,
    ...confirmed.map(({ finding, word }) =>
      findingElement(input, finding, [
        'Confirmed by ',
        written(input.nameOf(word.creator)),
        `, ${word.decided.slice(0, 10)}.`,
        ...(word.note === '' ? [] : [' Note: ', written(word.note)]),
      ]),
    ),
    all > 0
      ? h(
          'p',
          {},
          `${countOf(all, 'finding')} dismissed`,
          ...[...dismissed].flatMap(([reason, same]) => [
            `; ${String(same.length)} `,
            reason === '' ? 'without a reason' : written(reason),
          ]),
          '.',
        )
      : null,
    open.length > 0
      ? h(
          'p',
          {},
          `${countOf(open.length, 'finding')} not decided; see the `,
          h('a', { href: '#open' }, 'annex'),
          '.',
        )
      : null,
  ];
}

/** What nobody has decided on yet. */
export function findingsAnnex(input: EventReportInput, { open }: SortedFindings): Child[] {
  if (open.length === 0) return [h('p', {}, 'All findings are decided.')];
  return [
    h('p', {}, 'Found by the program and not looked at by a person: any of them may be none.'),
    ...open.map((finding) => findingElement(input, finding, [])),
  ];
}

function findingElement(
  { comparison }: EventReportInput,
  finding: ComparedFinding,
  said: readonly Child[],
): HtmlElement {
  const passage = (place: Place): Child[] => [
    h('dt', {}, articleLink(comparison, place.article)),
    h('dd', {}, ...inSentence(comparison.articles[place.article]?.text ?? '', place)),
  ];
  return h(
    'div',
    { class: 'finding' },
    h('h3', {}, FINDING_NAMES[finding.type]),
    h('p', {}, written(describeFinding(comparison, finding))),
    h('dl', {}, ...passage(finding.here), ...passage(finding.there)),
    said.length > 0 ? h('p', { class: 'muted' }, ...said) : null,
  );
}

/** The words of a place with the sentence around them. */
function inSentence(text: string, place: Place): Child[] {
  const start = place.fragments[0]?.start ?? 0;
  const end = place.fragments.at(-1)?.end ?? start;
  const from = Math.min(sentenceAt(text, start)?.start ?? start, start);
  const to = Math.max(sentenceAt(text, Math.max(start, end - 1))?.end ?? end, end);
  const words = place.fragments.map((span) => text.slice(span.start, span.end)).join(' … ');
  return [
    orSpace(text.slice(from, start)),
    h('strong', {}, written(words)),
    orSpace(text.slice(end, to)),
  ];
}

function orSpace(words: string): Child {
  return words.trim() === '' ? words : written(words);
}
