import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react';

import { tagCommandFor } from '#core/contract/commands/tags.ts';

import { KeyHint } from '../commands/CommandKey.tsx';
import { CategoryMark } from '../controls/CategoryMark.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** CSS pixels between the selection and the bar. */
const GAP = 8;

/** The categories above what the mouse has just selected; it never covers the words. */
export function SelectionBar() {
  const workspace = useWorkspace();
  const pointed = useAppState((state) => state.pointed);
  const codebook = useAppState((state) => state.library.codebook);
  const bar = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = bar.current;
    const stage = element?.parentElement?.getBoundingClientRect();
    if (!element || !stage || !pointed) return;
    const rects = workspace.surface?.rectsOf(pointed) ?? [];
    const first = rects[0];
    const last = rects.at(-1);
    if (!first || !last) return;
    const height = element.offsetHeight;
    const above = first.top - stage.top - height - GAP;
    const top = above >= 0 ? above : last.bottom - stage.top + GAP;
    const left = Math.min(first.left - stage.left, stage.width - element.offsetWidth - GAP);
    element.style.top = `${Math.min(Math.max(top, 0), stage.height - height)}px`;
    element.style.left = `${Math.max(left, GAP)}px`;
  }, [pointed, workspace]);

  useEffect(() => {
    if (!pointed) return;
    const hide = (): void => {
      workspace.selection.hideBar();
    };
    const scroller = workspace.surface?.scrollElement;
    scroller?.addEventListener('scroll', hide, { passive: true });
    window.addEventListener('resize', hide);
    return () => {
      scroller?.removeEventListener('scroll', hide);
      window.removeEventListener('resize', hide);
    };
  }, [pointed, workspace]);

  if (!pointed) return null;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      workspace.selection.hideBar();
      workspace.focus.toText();
    } else if (step !== undefined) {
      event.preventDefault();
      const buttons = [...event.currentTarget.querySelectorAll('button')];
      const index = buttons.findIndex((button) => button === document.activeElement);
      buttons[(index + step + buttons.length) % buttons.length]?.focus();
    }
  };
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label="Tag the selection"
      className="article-selection-bar"
      onKeyDown={onKeyDown}
    >
      {codebook.categories.map((category, index) => {
        const command = tagCommandFor(codebook, category);
        return (
          <button
            key={category.id}
            type="button"
            tabIndex={index === 0 ? 0 : -1}
            onMouseDown={(event) => {
              event.preventDefault();
            }}
            onClick={() => {
              workspace.selection.hideBar();
              void workspace.tags.tagSelection(category.id, pointed);
            }}
          >
            {command ? <KeyHint command={command} /> : null} <CategoryMark category={category} />{' '}
            {category.label}
          </button>
        );
      })}
    </div>
  );
}
