import { useId, useMemo, useState, type SubmitEvent } from 'react';

import { countOf } from '#core/numbers.ts';

import { Dialog } from '../controls/Dialog.tsx';
import { FieldRow } from '../controls/Field.tsx';
import { TextInput } from '../controls/TextInput.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import {
  severalFormOf,
  SHARED_FIELDS,
  sharedChanges,
  type SharedField,
} from '../model/forms/several-form.ts';

const LABELS: Readonly<Record<SharedField, readonly [label: string, whenEmpty: string]>> = {
  outlet: ['Outlet', 'Unknown'],
  author: ['Author', 'Unknown'],
  published: ['Date', 'YYYY-MM-DD'],
};

/** Outlet, author and date of several articles; what is not written stays as each has it. */
export function SeveralDetailsDialog({ articles: ids }: { readonly articles: readonly string[] }) {
  const workspace = useWorkspace();
  const articles = useAppState((state) => state.articles);
  const before = useMemo(() => {
    const wanted = new Set(ids);
    return severalFormOf(articles.filter(({ id }) => wanted.has(id)).map(({ details }) => details));
  }, [articles, ids]);
  const [form, setForm] = useState(before);
  const formId = useId();
  const close = (): void => {
    workspace.dialogs.close();
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    close();
    const details = sharedChanges(before, form);
    if (Object.keys(details).length > 0) void workspace.arrange.setDetails(ids, details);
  };
  return (
    <Dialog
      title={`Details of ${countOf(ids.length, 'article')}`}
      onClose={close}
      actions={
        <>
          <span className="hint grow">A field that is left as it is changes nothing.</span>
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" form={formId} className="primary">
            Save
          </button>
        </>
      }
    >
      <form id={formId} className="form-grid" onSubmit={onSubmit}>
        {SHARED_FIELDS.map((field) => {
          const [label, whenEmpty] = LABELS[field];
          return (
            <FieldRow key={field} label={label}>
              {(id) => (
                <TextInput
                  id={id}
                  limit={field === 'published' ? 100 : 1000}
                  placeholder={form[field] === null ? 'Mixed' : whenEmpty}
                  value={form[field] ?? ''}
                  onChange={(written) => {
                    // Emptied again, a field in which the articles differ says nothing.
                    const value = written === '' ? before[field] && '' : written;
                    setForm({ ...form, [field]: value });
                  }}
                />
              )}
            </FieldRow>
          );
        })}
      </form>
    </Dialog>
  );
}
