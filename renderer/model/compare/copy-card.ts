import { evidenceCard } from '#core/compare/report/card.ts';
import { Renderings } from '#core/compare/table/renderings.ts';
import type { Bridge } from '#core/contract/contract.ts';

import { dayAndTime, setOff } from '../state/messages.ts';
import type { Names } from '../window/names.ts';
import type { Notices } from '../window/notices.ts';
import type { Compare } from './compare.ts';

interface CardNeeds {
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly compare: Pick<Compare, 'chosen' | 'state'>;
  readonly names: Pick<Names, 'nameOfAnnotator'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** Copies the chosen words with all that is known of them, as Markdown; words that are selected, as they are. */
export async function copyCard(needs: CardNeeds, selected: string): Promise<void> {
  const { bridge, compare, names, notices } = needs;
  if (selected !== '') {
    await bridge.invoke('clipboard:write', { text: selected });
    notices.say('Copied the selected words.');
    return;
  }
  const { chosen } = compare;
  const { section, shown } = compare.state;
  if (section !== 'quotations' || !shown || !chosen?.rendering || !chosen.item) {
    notices.say('Choose words in the table of quotations: a card is made of them.');
    return;
  }
  const { row, rendering, item } = chosen;
  const family = row.family === null ? undefined : shown.document.families.get(row.family);
  const text = evidenceCard({
    comparison: shown.comparison,
    table: shown.table,
    row,
    rendering,
    renderings: Renderings.of(shown.comparison),
    linked:
      family && rendering.rendering !== null
        ? { by: names.nameOfAnnotator(family.creator), at: dayAndTime(family.created) }
        : null,
  });
  const answer = await bridge.invoke('clipboard:write', { text });
  if (answer.ok) notices.say(`Copied the evidence card of ${setOff(item.words)}.`);
}
