import { useCallback, type ReactNode } from 'react';

import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { matchesQuery, PickerDialog, type Choice } from '../controls/sheets/Picker.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import type { MoveTarget } from '../model/article/arrange.ts';
import { NO_EVENT } from '../model/state/article-list.ts';
import type { Workspace } from '../model/workspace.ts';

const EVENT = 'event:';
const NEW = 'new:';

function choice(id: string, text: string, content: ReactNode, hint?: string): Choice {
  return {
    id,
    text,
    content: (
      <>
        <span className="grow">{content}</span>
        {hint === undefined ? null : <span className="hint">{hint}</span>}
      </>
    ),
  };
}

/** The events that what was typed is about. */
function eventChoices({ state }: Workspace, query: string, without?: string): Choice[] {
  const counts = new Map<string, number>();
  for (const { details } of state.articles) {
    if (details.event !== null) counts.set(details.event, (counts.get(details.event) ?? 0) + 1);
  }
  return state.library.events
    .filter(({ id, title }) => id !== without && matchesQuery(title, query))
    .map(({ id, title }) =>
      choice(
        `${EVENT}${id}`,
        title,
        <bdi>{showHidden(title)}</bdi>,
        countOf(counts.get(id) ?? 0, 'article'),
      ),
    );
}

function targetOf(id: string): MoveTarget {
  if (id.startsWith(NEW)) return { title: id.slice(NEW.length) };
  const event = id.slice(EVENT.length);
  return event === NO_EVENT ? null : { id: event };
}

/** Chooses the event that articles go to: one that is there, a new one by its name, or none. */
export function MoveToEventPicker({ articles }: { readonly articles: readonly string[] }) {
  const workspace = useWorkspace();
  const choices = useCallback(
    (query: string): readonly Choice[] => {
      const typed = query.trim();
      const isKnown = workspace.state.library.events.some(({ title }) => title === typed);
      const made =
        typed === '' || isKnown
          ? []
          : [choice(`${NEW}${typed}`, typed, <>New event “{showHidden(typed)}”</>)];
      const none = matchesQuery('No event', typed)
        ? [choice(`${EVENT}${NO_EVENT}`, 'No event', 'No event')]
        : [];
      return [...eventChoices(workspace, typed), ...made, ...none];
    },
    [workspace],
  );
  const what = articles.length === 1 ? 'this article' : countOf(articles.length, 'article');
  return (
    <PickerDialog
      title={`Move ${what} to`}
      placeholder={`Move ${what} to: an event, or a new name`}
      choices={choices}
      empty="Type the name of a new event."
      onClose={() => {
        workspace.dialogs.close();
      }}
      onChoose={(id) => {
        workspace.dialogs.close();
        void workspace.arrange.moveTo(articles, targetOf(id));
      }}
    />
  );
}

/** Chooses the event that another one becomes a part of. */
export function MergeEventPicker({ event }: { readonly event: string }) {
  const workspace = useWorkspace();
  const title = useAppState(
    ({ library }) => library.events.find(({ id }) => id === event)?.title ?? '',
  );
  const choices = useCallback(
    (query: string): readonly Choice[] => eventChoices(workspace, query.trim(), event),
    [workspace, event],
  );
  return (
    <PickerDialog
      title={`Merge “${showHidden(title)}” into`}
      placeholder={`Merge “${showHidden(title)}” into which event?`}
      choices={choices}
      empty="There is no other event of such a name."
      onClose={() => {
        workspace.dialogs.close();
      }}
      onChoose={(id) => {
        workspace.dialogs.close();
        void workspace.arrange.mergeEvents(event, id.slice(EVENT.length));
      }}
    />
  );
}
