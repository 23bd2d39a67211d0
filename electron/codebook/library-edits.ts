import { isPlainLabel } from '#core/guards/labels.ts';
import type { LibraryEdit, LibraryEditError } from '#core/contract/library.ts';
import type { LibraryDocument } from '#core/library/document.ts';
import { assertNever, err, ok, type Result } from '#core/result.ts';
import type { StoreError } from '#core/contract/store.ts';

import { applyPeopleEdit } from '../people/people-service.ts';
import { applyCodebookEdit } from './codebook-service.ts';
import { tagPlaces } from './tag-places.ts';
import { describeMissingSamples, SAMPLE_EVENT, type Samples } from './samples.ts';
import type {
  AcknowledgedLibrary,
  Library,
  PlannedLibraryChange,
} from '../store/library/library.ts';
import type { Watch } from '../store/library/changes/many-articles.ts';

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
  watch: Watch = {},
): Promise<Result<AcknowledgedLibrary, LibraryEditError | StoreError>> {
  const { library } = services;
  switch (edit.kind) {
    case 'name-self':
      return library.changeLibrary(requestId, (document) => planName(document, edit.name));
    case 'edit-articles':
    case 'rename-article':
    case 'trash-articles':
    case 'create-event':
    case 'rename-event':
    case 'merge-events':
    case 'delete-event':
      return library.arrange(requestId, edit, watch);
    case 'restore-article':
      return library.restoreArticle(edit.id, requestId);
    case 'add-sample':
      return addSample(services, requestId);
    case 'tag-places':
      return tagPlaces(services, requestId, edit.articles, watch);
    case 'edit-codebook':
      return applyCodebookEdit(services, requestId, edit.edit, watch);
    case 'edit-people':
      return applyPeopleEdit(services, requestId, edit.edit, watch);
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

/** The step that says who tags here, or why it cannot be done. */
export function planName(
  document: LibraryDocument,
  asked: string,
): Result<PlannedLibraryChange, LibraryEditError> {
  const name = asked.trim();
  if (!isPlainLabel(name)) return err({ type: 'bad-name' });
  const before = document.annotators.get(document.self);
  if (before?.confirmed === true && before.name === name) return err({ type: 'nothing-changed' });
  const annotator = { id: document.self, name, confirmed: true };
  return ok({ steps: [{ op: 'put-annotator', annotator }], label: 'sign tags' });
}
