import { withEvery, type ImportForm } from '../model/forms/import-form.ts';

/** Takes everything that can come in, or nothing. */
export function AllOrNone({
  form,
  onChange,
}: {
  readonly form: ImportForm;
  readonly onChange: (form: ImportForm) => void;
}) {
  return (
    <>
      <button
        type="button"
        onClick={() => {
          onChange(withEvery(form, 'import'));
        }}
      >
        Select all
      </button>
      <button
        type="button"
        onClick={() => {
          onChange(withEvery(form, 'skip'));
        }}
      >
        Select none
      </button>
    </>
  );
}
