import { showHidden } from '#core/guards/labels.ts';

import { asSentence } from '../../model/state/messages.ts';
import { Icon } from '../Icon.tsx';
import type { SheetUndo } from './use-sheet-undo.ts';
import { useAppState, useWorkspace } from '../use-workspace.ts';

/** At the foot of a sheet: what was done last or why it was not, and the ways back and out. */
export function SheetActions({ undo }: { readonly undo: SheetUndo }) {
  const workspace = useWorkspace();
  const history = useAppState((state) => state.history);
  const { problem, said, made, travel } = undo;
  return (
    <>
      {problem === '' ? null : (
        <span role="alert" className="problem grow">
          {problem}
        </span>
      )}
      <span
        className={problem === '' ? 'grow clip' : ''}
        aria-live="polite"
        title={problem === '' ? said : undefined}
      >
        {problem === '' ? said : ''}
      </span>
      {(['undo', 'redo'] as const).map((direction) =>
        made[direction] > 0 ? (
          <button key={direction} type="button" onClick={() => void travel(direction)}>
            {direction === 'undo' ? <Icon name="undo" /> : null} {asSentence(direction)}:{' '}
            <bdi>{showHidden(history[direction]?.label ?? '')}</bdi>
          </button>
        ) : null,
      )}
      <button
        type="button"
        className="primary"
        onClick={() => {
          workspace.dialogs.close();
        }}
      >
        Done
      </button>
    </>
  );
}
