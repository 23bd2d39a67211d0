import { useId, useState, type SubmitEvent } from 'react';

import type { ArticleDetails } from '#core/article/article.ts';

import { Dialog } from '../controls/Dialog.tsx';
import type { ArticleModel } from '../model/article-model.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

const NEW_EVENT = 'new';

/** Title, outlet, author, address, date and event of the article on screen, and where it came from. */
export function ArticleDetailsDialog({ article }: { readonly article: ArticleModel }) {
  const workspace = useWorkspace();
  const events = useAppState((state) => state.library.events);
  const { details } = article.summary;
  const [form, setForm] = useState({
    title: details.title,
    outlet: details.outlet ?? '',
    author: details.author ?? '',
    url: details.url ?? '',
    published: details.published ?? '',
    event: details.event ?? '',
    newEvent: '',
    eventTitle: events.find(({ id }) => id === details.event)?.title ?? '',
  });
  const id = useId();
  const field = (name: keyof typeof form) => ({
    id: `${id}-${name}`,
    value: form[name],
    onChange: (event: { readonly target: { readonly value: string } }) => {
      setForm({ ...form, [name]: event.target.value });
    },
  });
  const onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const text = (value: string): string | null => (value.trim() === '' ? null : value.trim());
    const patch: Partial<ArticleDetails> = {
      title: text(form.title) ?? details.title,
      outlet: text(form.outlet),
      author: text(form.author),
      url: text(form.url),
      published: text(form.published),
    };
    workspace.dialogs.close();
    if (form.event === NEW_EVENT && form.newEvent.trim() !== '') {
      await workspace.changes.editDetails(patch);
      await workspace.changes.editLibrary({
        kind: 'create-event',
        title: form.newEvent.trim(),
        articles: [article.id],
      });
      return;
    }
    const chosen = form.event === NEW_EVENT ? details.event : text(form.event);
    await workspace.changes.editDetails({ ...patch, event: chosen });
    const known = events.find((each) => each.id === chosen);
    const renamed = form.eventTitle.trim();
    if (known && chosen === details.event && renamed !== '' && renamed !== known.title) {
      await workspace.changes.editLibrary({ kind: 'rename-event', id: known.id, title: renamed });
    }
  };
  return (
    <Dialog
      title="Article details"
      onClose={() => {
        workspace.dialogs.close();
      }}
      actions={
        <>
          <button
            type="button"
            onClick={() => {
              workspace.dialogs.close();
            }}
          >
            Cancel
          </button>
          <button type="submit" form={`${id}-form`} className="primary">
            Save
          </button>
        </>
      }
    >
      <form id={`${id}-form`} className="form-grid" onSubmit={(event) => void onSubmit(event)}>
        <label htmlFor={`${id}-title`}>Title</label>
        <input type="text" maxLength={1000} {...field('title')} />
        <label htmlFor={`${id}-outlet`}>Outlet</label>
        <input type="text" maxLength={1000} placeholder="Unknown" {...field('outlet')} />
        <label htmlFor={`${id}-author`}>Author</label>
        <input type="text" maxLength={1000} placeholder="Unknown" {...field('author')} />
        <label htmlFor={`${id}-url`}>Address (URL)</label>
        <input type="text" maxLength={4000} placeholder="Unknown" {...field('url')} />
        <label htmlFor={`${id}-published`}>Date</label>
        <input type="text" maxLength={100} placeholder="YYYY-MM-DD" {...field('published')} />
        <label htmlFor={`${id}-event`}>Event</label>
        <select {...field('event')}>
          <option value="">No event</option>
          {events.map((event) => (
            <option key={event.id} value={event.id}>
              {event.title}
            </option>
          ))}
          <option value={NEW_EVENT}>New event…</option>
        </select>
        {form.event === NEW_EVENT ? (
          <>
            <label htmlFor={`${id}-newEvent`}>New event’s name</label>
            <input type="text" maxLength={1000} required {...field('newEvent')} />
          </>
        ) : form.event !== '' && form.event === details.event ? (
          <>
            <label htmlFor={`${id}-eventTitle`}>Event’s name</label>
            <input type="text" maxLength={1000} {...field('eventTitle')} />
          </>
        ) : null}
      </form>
      <dl className="articles-facts">
        <dt>SHA-256 of the text</dt>
        <dd className="mono">{article.id}</dd>
        <dt>Length</dt>
        <dd>{article.text.length.toLocaleString('en')} UTF-16 code units</dd>
        {article.sources.map((source) => (
          <div key={source.bytesSha256 + source.name} className="articles-fact-row">
            <dt>Source</dt>
            <dd>
              <bdi>{source.name}</bdi>, {source.encoding}
              {source.bom ? ' with a byte order mark' : ''}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
