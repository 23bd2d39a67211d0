import type { SELECTION_COMMANDS } from '#core/contract/commands/selection.ts';

import { selectTagAtCaret, stepTag, tagsInWords } from '../../model/tags/pick-tag.ts';
import { grow, pickGap, pickQuotation, shrink } from '../../model/article/pick-text.ts';
import type { Runs } from './run.ts';

export const SELECTION_RUNS: Runs<typeof SELECTION_COMMANDS> = {
  'pick-word': (w) => {
    grow(w, 'word');
  },
  'drop-word': (w) => {
    shrink(w, 'word');
  },
  'pick-clause': (w) => {
    grow(w, 'clause');
  },
  'drop-clause': (w) => {
    shrink(w, 'clause');
  },
  'pick-sentence': (w) => {
    grow(w, 'sentence');
  },
  'drop-sentence': (w) => {
    shrink(w, 'sentence');
  },
  'pick-paragraph': (w) => {
    grow(w, 'paragraph');
  },
  'drop-paragraph': (w) => {
    shrink(w, 'paragraph');
  },
  'pick-quotation': (w) => {
    if (pickQuotation(w, 1)) w.preferences.tourStep('select');
  },
  'pick-previous-quotation': (w) => {
    if (pickQuotation(w, -1)) w.preferences.tourStep('select');
  },
  'next-gap': (w) => {
    pickGap(w, 1);
  },
  'previous-gap': (w) => {
    pickGap(w, -1);
  },
  'swap-ends': (w) => {
    w.boundaries.swapEnds();
  },
  'next-tag': (w) => {
    stepTag(w, 1);
  },
  'previous-tag': (w) => {
    stepTag(w, -1);
  },
  'select-tag': (w) => {
    selectTagAtCaret(w);
  },
  'say-tags': (w) => {
    const { article, selection } = w.state;
    const here = article?.tags.covering(selection?.focus ?? 0) ?? [];
    w.notices.say(tagsInWords(here, (tag) => w.names.categoryOf(tag)) ?? 'No tag at the caret.');
  },
};
