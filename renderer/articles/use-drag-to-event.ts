import { useCallback, useMemo, useState, type DragEvent } from 'react';

import { useWorkspace } from '../controls/use-workspace.ts';
import { NO_EVENT } from '../model/state/article-list.ts';

/** What articles of this window are dragged as; other programs do not know it. */
export const DRAGGED_ARTICLES = 'application/x-framewise-articles';

function isOurs({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(DRAGGED_ARTICLES);
}

/** Dragging articles onto an event, or onto one of its articles: those that are chosen, or the one alone. */
export function useDragToEvent() {
  const { arrange, chosenArticles } = useWorkspace();
  /** The event that what is dragged would come into; `null` for none. */
  const [target, setTarget] = useState<string | null>(null);
  const onDrag = useCallback(
    (id: string, data: DataTransfer): void => {
      chosenArticles.pointAt(id);
      data.setData(DRAGGED_ARTICLES, JSON.stringify(chosenArticles.ids));
      data.effectAllowed = 'move';
    },
    [chosenArticles],
  );
  const handlers = useMemo(() => {
    const eventAt = (event: DragEvent): string | null => {
      const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
      const index = Number(row?.getAttribute('data-index'));
      return row ? chosenArticles.eventAt(index) : null;
    };
    return {
      onDragOver: (event: DragEvent): void => {
        if (!isOurs(event)) return;
        const found = eventAt(event);
        setTarget(found);
        if (found === null) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
      },
      onDragLeave: (event: DragEvent): void => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to))) setTarget(null);
      },
      onDragEnd: (): void => {
        setTarget(null);
      },
      onDrop: (event: DragEvent): void => {
        const found = eventAt(event);
        setTarget(null);
        if (!isOurs(event) || found === null) return;
        event.preventDefault();
        event.stopPropagation();
        void arrange.moveTo(chosenArticles.ids, found === NO_EVENT ? null : { id: found });
      },
    };
  }, [arrange, chosenArticles]);
  return { onDrag, target, handlers };
}
