// What is computed of an event in words, for the window, the evidence card, the report and the command line alike.
// Nothing is computed here but how a thing is best said.
import type { GivenClass } from '../../event/records.ts';
import { countOf } from '../../numbers.ts';
import type { ComparedArticle, LeftOut } from '../comparison/comparison.ts';
import type { FindingType } from '../findings/finding.ts';

/** The sign of each class and what it is called. */
export const CLASS_WORDS: Readonly<
  Record<GivenClass, { readonly sign: string; readonly name: string }>
> = {
  base: { sign: '■', name: 'base' },
  verbatim: { sign: '=', name: 'verbatim' },
  punctuation: { sign: '·', name: 'same words, other marks or case' },
  truncated: { sign: '~', name: 'cut short' },
  fragment: { sign: '~', name: 'fragment' },
  elided: { sign: '…', name: 'with words left out and marked' },
  spliced: { sign: '><', name: 'spliced' },
  altered: { sign: '≈', name: 'altered' },
  reworded: { sign: '≠', name: 'reworded' },
  'no-marks': { sign: '○', name: 'without quotation marks' },
  'other-translation': { sign: '⇄', name: 'other translation' },
};

export const FINDING_NAMES: Readonly<Record<FindingType, string>> = {
  splice: 'Splice',
  'marks-dropped': 'Quotation marks dropped',
  'altered-in-marks': 'Altered in quotation marks',
  'attribution-differs': 'Attribution differs',
  'headline-quotation-missing': 'Headline quotation not in the body',
  'figure-hedged': 'Figure hedged differently',
  'figures-conflict': 'Figures in conflict',
};

/** What an article is called beside others: its outlet, else its title. */
export function articleName(
  article: Pick<ComparedArticle, 'outlet' | 'title'> | undefined,
): string {
  return (article?.outlet ?? '').trim() || (article?.title ?? '').trim() || 'an article';
}

/** What was not looked at; empty where everything was. */
export function leftOutInWords({ pairs, passages, longQuotations }: LeftOut): string {
  const said: string[] = [];
  if (pairs > 0) {
    said.push(
      `There are too many quotations to hold each against each: ${countOf(pairs, 'pair')} with least in common ${pairs === 1 ? 'was' : 'were'} not looked at.`,
    );
  }
  if (passages) said.push('Shared passages that stand in hundreds of places are not all listed.');
  if (longQuotations > 0) {
    said.push(
      `${countOf(longQuotations, 'quotation')} of more than 400 words ${longQuotations === 1 ? 'was' : 'were'} compared by the first and last 200.`,
    );
  }
  return said.join(' ');
}
