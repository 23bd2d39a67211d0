import { useId, useState, type SubmitEvent } from 'react';

import { countOf } from '#core/numbers.ts';

import { Dialog } from '../controls/sheets/Dialog.tsx';
import { FieldRow } from '../controls/fields/Field.tsx';
import { TextInput } from '../controls/fields/TextInput.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import type { AppState, DialogState } from '../model/state/app-state.ts';
import type { Workspace } from '../model/workspace.ts';

type Asked = Extract<DialogState, { type: 'new-event' | 'rename-event' | 'rename-article' }>;

/** What the sheet is called, what its field is, and what stands in it. */
function wordsOf(asked: Asked, { articles, library }: Pick<AppState, 'articles' | 'library'>) {
  switch (asked.type) {
    case 'new-event': {
      const count = asked.articles.length;
      const title = count > 1 ? `New event with ${countOf(count, 'article')}` : 'New event';
      return { title, label: 'Name', name: '', button: 'Create' };
    }
    case 'rename-event': {
      const event = library.events.find(({ id }) => id === asked.event);
      return { title: 'Rename event', label: 'Name', name: event?.title ?? '', button: 'Rename' };
    }
    case 'rename-article': {
      const article = articles.find(({ id }) => id === asked.article);
      const name = article?.details.title ?? '';
      return { title: 'Rename article', label: 'Title', name, button: 'Rename' };
    }
  }
}

function send(workspace: Workspace, asked: Asked, name: string): Promise<void> {
  switch (asked.type) {
    case 'new-event':
      return workspace.arrange.createEvent(name, asked.articles);
    case 'rename-event':
      return workspace.arrange.renameEvent(asked.event, name);
    case 'rename-article':
      return workspace.arrange.renameArticle(asked.article, name);
  }
}

/** Asks for the name of an event or an article. */
export function NameDialog({ asked }: { readonly asked: Asked }) {
  const workspace = useWorkspace();
  const articles = useAppState((state) => state.articles);
  const library = useAppState((state) => state.library);
  const words = wordsOf(asked, { articles, library });
  const [name, setName] = useState(words.name);
  const formId = useId();
  const close = (): void => {
    workspace.dialogs.close();
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    close();
    if (name !== words.name) void send(workspace, asked, name);
  };
  return (
    <Dialog
      title={words.title}
      className="narrow"
      onClose={close}
      actions={
        <>
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" form={formId} className="primary" disabled={name.trim() === ''}>
            {words.button}
          </button>
        </>
      }
    >
      <form id={formId} className="form-grid" onSubmit={onSubmit}>
        <FieldRow label={words.label}>
          {(id) => <TextInput id={id} limit={1000} required value={name} onChange={setName} />}
        </FieldRow>
      </form>
    </Dialog>
  );
}
