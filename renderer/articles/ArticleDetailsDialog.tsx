import { useId, useState, type SubmitEvent } from 'react';

import { DateRow } from '../controls/fields/DateRow.tsx';
import { Dialog } from '../controls/sheets/Dialog.tsx';
import { EventRows } from '../controls/fields/EventRows.tsx';
import { FieldRow } from '../controls/fields/Field.tsx';
import { TextInput } from '../controls/fields/TextInput.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { articleFormOf, changesOf, hasWrongDate } from '../model/forms/article-form.ts';
import type { ArticleModel } from '../model/state/article-model.ts';
import { Receipts } from './Receipts.tsx';

/** Fields of text: their label, most characters, and what stands in an empty one. */
const TEXTS = [
  { name: 'title', label: 'Title', limit: 1000 },
  { name: 'outlet', label: 'Outlet', limit: 1000, placeholder: 'Unknown' },
  { name: 'author', label: 'Author', limit: 1000, placeholder: 'Unknown' },
  { name: 'url', label: 'Address (URL)', limit: 4000, placeholder: 'Unknown' },
] as const;

const EVENT_NAME = { name: 'eventTitle', label: 'Event’s name', limit: 1000 } as const;

/** Title, outlet, author, address, date and event of the article on screen, and where it came from. */
export function ArticleDetailsDialog({ article }: { readonly article: ArticleModel }) {
  const workspace = useWorkspace();
  const events = useAppState((state) => state.library.events);
  const { details } = article.summary;
  const [form, setForm] = useState(() => articleFormOf(details, events));
  const formId = useId();
  const close = (): void => {
    workspace.dialogs.close();
  };
  const onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (hasWrongDate(form, details)) {
      event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    const { details: patch, newEvent, renamed } = changesOf(form, details, events);
    close();
    await workspace.changes.editDetails(patch);
    if (newEvent !== null) {
      const articles = [article.id];
      await workspace.changes.editLibrary({ kind: 'create-event', title: newEvent, articles });
    }
    if (renamed) await workspace.changes.editLibrary({ kind: 'rename-event', ...renamed });
  };
  const row = ({ name, label, limit, ...more }: (typeof TEXTS)[number] | typeof EVENT_NAME) => (
    <FieldRow key={name} label={label}>
      {(id) => (
        <TextInput
          {...more}
          id={id}
          limit={limit}
          value={form[name]}
          onChange={(value) => {
            setForm({ ...form, [name]: value });
          }}
        />
      )}
    </FieldRow>
  );
  return (
    <Dialog
      title="Article details"
      onClose={close}
      actions={
        <>
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" form={formId} className="primary">
            Save
          </button>
        </>
      }
    >
      <form id={formId} className="form-grid" onSubmit={(event) => void onSubmit(event)}>
        {TEXTS.map(row)}
        <DateRow
          label="Date"
          limit={100}
          value={form.published}
          onChange={(published) => {
            setForm({ ...form, published });
          }}
        />
        <EventRows
          event={form.event}
          newEvent={form.newEvent}
          isNameRequired
          onChange={(patch) => {
            setForm({ ...form, ...patch });
          }}
        />
        {form.event !== '' && form.event === details.event ? row(EVENT_NAME) : null}
      </form>
      <Facts article={article} />
      <Receipts article={article} />
    </Dialog>
  );
}

/** What cannot be changed: the text's hash and length, and the files that it came from. */
function Facts({ article }: { readonly article: ArticleModel }) {
  return (
    <dl className="articles-facts">
      <dt>SHA-256 of the text</dt>
      <dd className="mono">{article.id}</dd>
      <dt>Length</dt>
      <dd>{article.text.length.toLocaleString('en')} UTF-16 code units</dd>
      {article.sources.map((source) => (
        <div key={source.bytesSha256 + source.name} className="articles-fact-row">
          <dt>Source</dt>
          <dd>
            <bdi>{source.name}</bdi>
            {source.encoding === '' ? '' : `, ${source.encoding}`}
            {source.bom ? ' with a byte order mark' : ''}
          </dd>
        </div>
      ))}
    </dl>
  );
}
