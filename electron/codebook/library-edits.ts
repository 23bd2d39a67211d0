import type { ArticleStep } from '#core/article/document.ts';
import { isPlainLabel } from '#core/guards/labels.ts';
import type { LibraryEdit, LibraryEditError } from '#core/contract/library.ts';
import type { LibraryDocument } from '#core/library/document.ts';
import { assertNever, err, ok, type Result } from '#core/result.ts';
import type { StoreError } from '#core/contract/store.ts';

import { applyCodebookEdit } from './codebook-service.ts';
import { describeMissingSamples, SAMPLE_EVENT, type Samples } from './samples.ts';
import type {
  AcknowledgedLibrary,
  Library,
  PlannedLibraryChange,
} from '../store/library/library.ts';

/** Edits that are steps of the library's own document and nothing else. */
export type DocumentEdit = Extract<LibraryEdit, { kind: 'name-self' | 'rename-event' }>;

/** Makes an edit of what all articles share durable. */
export async function applyLibraryEdit(
  services: {
    readonly library: Library;
    readonly samples: Samples;
    readonly newId: () => string;
    readonly now: () => Date;
  },
  requestId: string,
  edit: LibraryEdit,
): Promise<Result<AcknowledgedLibrary, LibraryEditError | StoreError>> {
  const { library, newId } = services;
  switch (edit.kind) {
    case 'name-self':
    case 'rename-event':
      return library.changeLibrary(requestId, (document) => planLibraryEdit(document, edit));
    case 'create-event': {
      const title = planEventTitle(edit.title);
      if (!title.ok) return title;
      const event = { id: newId(), title: title.value };
      const steps: ArticleStep[] = [{ op: 'set-details', details: { event: event.id } }];
      const articles = new Set(edit.articles);
      return library.changeArticles(requestId, [...articles], () =>
        ok({
          steps: [{ op: 'put-event', event }],
          articles: new Map([...articles].map((articleId) => [articleId, steps])),
          label: 'create event',
        }),
      );
    }
    case 'trash-article':
      return library.trashArticle(edit.id, requestId);
    case 'restore-article':
      return library.restoreArticle(edit.id, requestId);
    case 'add-sample':
      return addSample(services, requestId);
    case 'edit-codebook':
      return applyCodebookEdit(services, requestId, edit.edit);
    default:
      return assertNever(edit);
  }
}

async function addSample(
  { library, samples }: Parameters<typeof applyLibraryEdit>[0],
  requestId: string,
): Promise<Result<AcknowledgedLibrary, LibraryEditError | StoreError>> {
  const known = library.document.events.get(SAMPLE_EVENT.id);
  const event = known ?? SAMPLE_EVENT;
  const present = new Set(library.summaries().map(({ id }) => id));
  const added = await library.addArticles(
    requestId,
    describeMissingSamples(samples, present, event),
    { label: 'add the sample', steps: () => (known ? [] : [{ op: 'put-event', event }]) },
  );
  if (added.ok || added.error.type !== 'nothing-new') {
    if (!added.ok && added.error.type === 'not-well-formed') {
      throw new Error('A sample article is not well-formed.');
    }
    return added as Result<AcknowledgedLibrary, StoreError>;
  }
  return err({ type: 'nothing-changed' });
}

/** Turns an edit into reversible steps, or says why it cannot be done. */
export function planLibraryEdit(
  document: LibraryDocument,
  edit: DocumentEdit,
): Result<PlannedLibraryChange, LibraryEditError> {
  switch (edit.kind) {
    case 'name-self': {
      const name = edit.name.trim();
      if (!isPlainLabel(name)) return err({ type: 'bad-name' });
      const before = document.annotators.get(document.self);
      if (before?.confirmed === true && before.name === name)
        return err({ type: 'nothing-changed' });
      const annotator = { id: document.self, name, confirmed: true };
      return ok({ steps: [{ op: 'put-annotator', annotator }], label: 'sign tags' });
    }
    case 'rename-event': {
      const title = planEventTitle(edit.title);
      if (!title.ok) return title;
      const before = document.events.get(edit.id);
      if (!before) return err({ type: 'no-such-event', id: edit.id });
      if (before.title === title.value) return err({ type: 'nothing-changed' });
      return ok({
        steps: [{ op: 'put-event', event: { id: edit.id, title: title.value } }],
        label: 'rename event',
      });
    }
  }
}

/** An event's title without surrounding space; refused when nothing of it can be seen. */
export function planEventTitle(asked: string): Result<string, LibraryEditError> {
  const title = asked.trim();
  return isPlainLabel(title) ? ok(title) : err({ type: 'bad-name' });
}
