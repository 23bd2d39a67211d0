import { useId, useMemo, useState, type SubmitEvent } from 'react';

import { countOf } from '#core/numbers.ts';

import { DateRow } from '../controls/fields/DateRow.tsx';
import { Dialog } from '../controls/sheets/Dialog.tsx';
import { FieldRow } from '../controls/fields/Field.tsx';
import { TextInput } from '../controls/fields/TextInput.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { severalFormOf, sharedChanges, type SharedField } from '../model/forms/several-form.ts';

/** Stands in a field in which the articles differ. */
const MIXED = 'Mixed';

const TEXTS = [
  ['outlet', 'Outlet'],
  ['author', 'Author'],
] as const;

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
    const wrong = event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) {
      wrong.focus();
      return;
    }
    close();
    const details = sharedChanges(before, form);
    if (Object.keys(details).length > 0) void workspace.arrange.setDetails(ids, details);
  };
  const write = (field: SharedField, written: string): void => {
    // Emptied again, a field in which the articles differ says nothing.
    setForm({ ...form, [field]: written === '' && before[field] === null ? null : written });
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
        {TEXTS.map(([field, label]) => (
          <FieldRow key={field} label={label}>
            {(id) => (
              <TextInput
                id={id}
                limit={1000}
                placeholder={form[field] === null ? MIXED : 'Unknown'}
                value={form[field] ?? ''}
                onChange={(written) => {
                  write(field, written);
                }}
              />
            )}
          </FieldRow>
        ))}
        <DateRow
          label="Date"
          limit={100}
          value={form.published ?? ''}
          {...(form.published === null && { placeholder: MIXED })}
          onChange={(written) => {
            write('published', written);
          }}
        />
      </form>
    </Dialog>
  );
}
