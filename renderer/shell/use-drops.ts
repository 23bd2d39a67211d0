import { useState, type DragEvent } from 'react';

import { useWorkspace } from '../controls/use-workspace.ts';

/** What can be done with what is dragged over the window. */
export type Dragged = 'files' | 'text';

/** What words and addresses are dragged as. */
const TEXTS = ['text/plain', 'text/uri-list', 'text/html'];

/** What is dragged from elsewhere; `null` for what only this window knows, such as its own articles. */
function draggedIn({ dataTransfer: { types } }: DragEvent): Dragged | null {
  if (types.includes('Files')) return 'files';
  return TEXTS.some((type) => types.includes(type)) ? 'text' : null;
}

/** Takes in what is dropped anywhere on the window, and says what is dragged over it meanwhile. */
export function useDrops() {
  const workspace = useWorkspace();
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const onDragOver = (event: DragEvent): void => {
    event.preventDefault();
    setDragged(draggedIn(event));
  };
  const onDragLeave = (event: DragEvent): void => {
    // To nowhere: out of the window.
    if (event.relatedTarget === null) setDragged(null);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setDragged(null);
    const { dataTransfer } = event;
    const files = [...dataTransfer.files];
    if (files.length > 0) void workspace.import.dropped(files);
    else if (draggedIn(event) === 'text') {
      const address = dataTransfer.getData('text/uri-list');
      const text = dataTransfer.getData('text/plain') || address;
      // A link has its name as rich text, which is no article.
      const html = address === '' ? dataTransfer.getData('text/html') : '';
      void workspace.import.droppedText(text, html);
    }
  };
  return { dragged, handlers: { onDragOver, onDragLeave, onDragEnd: onDragLeave, onDrop } };
}
