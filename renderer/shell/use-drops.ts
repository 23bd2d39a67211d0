import { useState, type DragEvent } from 'react';

import { useWorkspace } from '../controls/use-workspace.ts';

/** What can be done with what is dragged over the window. */
export type Dragged = 'files' | 'text';

/** What words and addresses are dragged as. */
const TEXTS = ['text/plain', 'text/uri-list', 'text/html'];

/** Marks what is dragged out of this window: its words are no new article. */
const OWN = 'application/x-framewise-own';

function isOwn({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(OWN);
}

/** What is dragged from elsewhere; `null` for what only this window knows, such as its own articles. */
function draggedIn({ dataTransfer: { types } }: DragEvent): Dragged | null {
  if (types.includes('Files')) return 'files';
  return TEXTS.some((type) => types.includes(type)) ? 'text' : null;
}

/** Takes in what is dropped anywhere on the window, and says what is dragged over it meanwhile. */
export function useDrops() {
  const workspace = useWorkspace();
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const onDragStart = ({ dataTransfer }: DragEvent): void => {
    dataTransfer.setData(OWN, 'words');
  };
  const onDragOver = (event: DragEvent): void => {
    // A field may take them.
    if (isOwn(event)) return;
    event.preventDefault();
    setDragged(draggedIn(event));
  };
  const onDragLeave = (event: DragEvent): void => {
    // To nowhere: out of the window.
    if (event.relatedTarget === null) setDragged(null);
  };
  const onDrop = (event: DragEvent): void => {
    if (isOwn(event)) return;
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
  return {
    dragged,
    handlers: { onDragStart, onDragOver, onDragLeave, onDragEnd: onDragLeave, onDrop },
  };
}
