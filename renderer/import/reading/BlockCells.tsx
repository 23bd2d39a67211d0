import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';
import { hasOwnMark } from '#core/sources/article-text.ts';
import type { Block } from '#core/sources/reading.ts';

import { Icon, type IconName } from '../../controls/Icon.tsx';
import { partInWords, type LeftOutRow, type ListedBlock } from '../../model/forms/reading-form.ts';

/** Puts blocks into the text or takes them out. */
export type MoveBlocks = (indexes: readonly number[], isIn: boolean) => void;

/** A block of the text, drawn as what it is, and the button that leaves it out. */
export function KeptCells({
  row: { index, block },
  onMove,
}: {
  readonly row: ListedBlock;
  readonly onMove: MoveBlocks;
}) {
  return (
    <>
      <div role="gridcell" className="import-reading-cell">
        <Words block={block} />
        {block.part === 'article' ? null : (
          <p className="hint import-reading-why">Put back from: {partInWords(block.part)}</p>
        )}
      </div>
      <MoveButton
        icon="close"
        words="Leave out"
        onClick={() => {
          onMove([index], false);
        }}
      />
    </>
  );
}

/** A block that is left out with its reason, or the name of a part over its blocks. */
export function LeftOutCells({
  row,
  onMove,
}: {
  readonly row: LeftOutRow;
  readonly onMove: MoveBlocks;
}) {
  if (row.type === 'part') {
    return (
      <>
        <div role="gridcell" className="import-reading-part">
          {partInWords(row.part)}{' '}
          <span className="count">{countOf(row.blocks.length, 'block')}</span>
        </div>
        <MoveButton
          words="Put all back"
          onClick={() => {
            onMove(row.blocks, true);
          }}
        />
      </>
    );
  }
  const { index, block } = row;
  return (
    <>
      <div role="gridcell" className="import-reading-cell" title={block.place}>
        <Words block={block} />
        <p className="hint import-reading-why">
          <bdi>{showHidden(block.why)}</bdi>
        </p>
      </div>
      <MoveButton
        icon="plus"
        words="Put back"
        onClick={() => {
          onMove([index], true);
        }}
      />
    </>
  );
}

function Words({ block: { kind, level, text } }: { readonly block: Block }) {
  return (
    <p
      className="import-reading-words"
      data-kind={kind}
      data-level={level}
      data-marked={hasOwnMark(text) || undefined}
      dir="auto"
    >
      {showHidden(text)}
    </p>
  );
}

/** For the mouse; the keys of the list do the same, so that Tab goes from one list to the other. */
function MoveButton({
  words,
  icon,
  onClick,
}: {
  readonly words: string;
  /** In place of the words. */
  readonly icon?: IconName;
  readonly onClick: () => void;
}) {
  return (
    <div role="gridcell" className="import-reading-move">
      <button
        type="button"
        tabIndex={-1}
        className={icon ? 'icon-button' : ''}
        aria-label={icon ? words : undefined}
        title={icon ? words : undefined}
        onClick={onClick}
      >
        {icon ? <Icon name={icon} /> : words}
      </button>
    </div>
  );
}
