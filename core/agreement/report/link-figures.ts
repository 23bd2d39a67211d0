import { countOf } from '../../numbers.ts';
import { FEWEST_ITEMS } from '../measures/figure.ts';

/** Precision, recall and their harmonic mean, 0 to 1. */
interface LinkScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** How well two people agree on which passages belong together. */
export interface LinkAgreement {
  readonly kind: 'utterance' | 'claim';
  /** Passages that both have in a family, of one passage or of several. */
  readonly items: number;
  /** Fewer than ten items: too few to interpret. */
  readonly tooFew: boolean;
  /** B³ of the second person's families against the first one's; `null` without items. */
  readonly all: LinkScores | null;
  /** The same over items that one of them at least has in a family with another item. */
  readonly linked: (LinkScores & { readonly items: number }) | null;
  /** Pairs of items in one family: by the second, by the first, by both. */
  readonly pairs: { readonly proposed: number; readonly true: number; readonly right: number };
  /** Passages that only one of them has in a family. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

/** The agreement on links of two people, kinds without any family left out. */
export interface PairLinks {
  readonly a: string;
  readonly b: string;
  readonly kinds: readonly LinkAgreement[];
}

/** What each kind of family is called. */
export const LINK_KINDS: Readonly<Record<LinkAgreement['kind'], string>> = {
  utterance: 'Families of quotations',
  claim: 'Families of claims',
};

/** The figures in words, one line for each, with what they rest on. */
export function linksInWords(links: LinkAgreement): string[] {
  const { items, tooFew, all, linked, pairs, onlyFirst, onlySecond } = links;
  const note = tooFew ? ', too few to interpret' : '';
  const two = (value: number): string => value.toFixed(2);
  const scores = ({ precision, recall, f1 }: LinkScores): string =>
    `precision ${two(precision)}, recall ${two(recall)}, F ${two(f1)}`;
  return [
    all === null
      ? 'B³: no value, as both have linked no passage.'
      : `B³ over all: ${scores(all)} on ${countOf(items, 'passage')} that both have${note}`,
    ...(linked === null
      ? []
      : [
          `B³ over linked passages alone: ${scores(linked)} on ${countOf(linked.items, 'passage')}${linked.items < FEWEST_ITEMS ? ', too few to interpret' : ''}`,
        ]),
    `Pairs of passages in one family: ${pairs.right} by both, ${pairs.true} by the first, ${pairs.proposed} by the second`,
    ...(onlyFirst + onlySecond > 0
      ? [
          `Left out, as only one of them has them: ${countOf(onlyFirst, 'passage')} of the first, ${onlySecond} of the second`,
        ]
      : []),
  ];
}
