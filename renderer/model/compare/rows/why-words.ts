// What is known of the chosen cell beside the base of its row, as one sentence.
import { describeOffer } from '#core/compare/sentences/reasons.ts';
import { CLASS_WORDS } from '#core/compare/sentences/names.ts';
import { countOf } from '#core/numbers.ts';

import { chosenCell, type CompareState } from '../../state/compare-state.ts';
import { articleName } from './article-names.ts';

export function whyInWords(state: CompareState): string {
  const chosen = chosenCell(state);
  const { shown } = state;
  if (!chosen || !shown) return '';
  const { row, cell, rendering, item } = chosen;
  const article = articleName(shown.comparison.articles[cell.article]);
  if (!rendering || !item) {
    return cell.coverage.type === 'absent'
      ? `Checked: nothing of this stands in ${article}.`
      : `Nothing of this was found in ${article}. That it is not there is only known once somebody has looked.`;
  }
  if (rendering.state === 'offered') {
    return rendering.offer
      ? `Offered, not linked. ${describeOffer(shown.table, item, rendering.offer)}`
      : 'Offered, not linked.';
  }
  if (rendering.item === row.base) {
    return row.places > 1
      ? `Base: ${countOf(row.places - 1, 'other place')} compared with it.`
      : 'Nothing else is linked with this.';
  }
  const { name } = CLASS_WORDS[rendering.class];
  const link = rendering.state === 'linked' ? 'Linked' : 'Proposed, not linked yet';
  return `${link}: ${name}${rendering.isClassGiven ? ' (said by you)' : ''}.`;
}
