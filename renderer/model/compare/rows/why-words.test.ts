import { describe, expect, it } from 'vitest';

import { NOTHING_COMPARED } from '../../state/compare-state.ts';
import { openCompare, type CompareWindow } from '../../testing/compare.ts';
import { whyInWords } from './why-words.ts';

/** Puts the cursor where the first article has nothing of a row. */
function goToGap({ table, workspace }: CompareWindow): void {
  const row = table().rows.find(({ cells }) => cells[0]?.coverage.type === 'unchecked');
  if (!row) throw new Error('Every article has every row.');
  workspace.compare.goTo({ row: row.key, article: 0 });
}

type Act = (window: CompareWindow) => unknown;

describe('why a cell is as it is', () => {
  it.each<[string, string, Act]>([
    [
      'of a base, how many are compared with it',
      'Base: 1 other place compared with it.',
      ({ goToWords }) => {
        goToWords('“truly reliable”');
      },
    ],
    [
      'of a base that stands alone, that nothing is linked',
      'Nothing else is linked with this.',
      ({ goToWords }) => {
        goToWords('“clumsy and aggressive”', 'preselected');
      },
    ],
    [
      'of what is preselected, its class',
      'Proposed, not linked yet: fragment.',
      ({ goToWords }) => {
        goToWords('“cannot agree”');
      },
    ],
    [
      'of what is linked, its class',
      'Linked: fragment.',
      async ({ goToWords, workspace }) => {
        goToWords('“cannot agree”');
        await workspace.links.linkPreselected('row');
      },
    ],
    [
      'of a class that was said, who said it',
      'Linked: other translation (said by you).',
      async ({ goToWords, workspace }) => {
        goToWords('“cannot agree”');
        await workspace.links.setClass('other-translation');
      },
    ],
    [
      'of what is offered, why it is',
      'Offered, not linked. No common word; both Lavrov.',
      ({ goToWords }) => {
        goToWords('“adventurous and confrontational”', 'offered');
      },
    ],
    [
      'of words without marks, that they are offered',
      'Offered, not linked.',
      ({ goToWords }) => {
        goToWords('a Road to Nowhere', 'offered');
      },
    ],
    [
      'of a gap, that nobody has looked',
      'Nothing of this was found in Outlet 0. That it is not there is only known once somebody has looked.',
      goToGap,
    ],
    [
      'of a gap that was checked, that nothing stands there',
      'Checked: nothing of this stands in Outlet 0.',
      async (window) => {
        goToGap(window);
        await window.workspace.links.toggleAbsent();
      },
    ],
  ])('is said %s', async (_, sentence, act) => {
    const window = await openCompare();
    await act(window);
    expect(whyInWords(window.workspace.state.compare)).toBe(sentence);
  });

  it('is not said where nothing is chosen', async () => {
    const { workspace } = await openCompare();
    expect(whyInWords(NOTHING_COMPARED)).toBe('');
    expect(whyInWords({ ...workspace.state.compare, cell: null })).toBe('');
  });
});
