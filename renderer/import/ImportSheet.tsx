// The sheet of what was opened, before anything is stored. What is decided in it is in model/forms.
import type { ImportPreview } from '#core/contract/import.ts';
import { showHidden } from '#core/guards/labels.ts';

import { Dialog } from '../controls/Dialog.tsx';
import { DateRow } from '../controls/DateRow.tsx';
import { EventRows } from '../controls/EventRows.tsx';
import { FieldRow } from '../controls/Field.tsx';
import { TextInput } from '../controls/TextInput.tsx';
import {
  articlesIn,
  isTable,
  MANY,
  namesTwice,
  wantedItems,
  withEvery,
  type ImportForm,
} from '../model/forms/import-form.ts';
import { importButtonInWords, itemsInWords } from '../model/forms/import-words.ts';
import { Cards } from './Cards.tsx';
import { ImportFailures } from './ImportFailures.tsx';
import { StoringProgress } from './ImportLine.tsx';
import { Refused } from './Refused.tsx';
import { useImport } from './use-import.ts';
import './import.css';

/** What was found in opened, dropped or pasted files, decided upon before anything is stored. */
export function ImportSheet({ preview }: { readonly preview: ImportPreview }) {
  const { form, setForm, changes, outcome, problem, isBusy, isLooking, commit, cancel } =
    useImport(preview);
  const { items } = form;
  const wanted = wantedItems(form);
  const refused = items.filter((item) => item.type === 'refused');
  if (outcome) return <ImportFailures outcome={outcome} onClose={() => void cancel()} />;
  return (
    <Dialog
      title={items.length === 1 ? 'Open this file' : `Open ${items.length} files`}
      className="wide"
      onClose={() => void cancel()}
      actions={
        <>
          <Progress isBusy={isBusy} problem={problem} />
          <button type="button" onClick={() => void cancel()}>
            Cancel
          </button>
          <button
            type="button"
            className="primary"
            disabled={isBusy || isLooking || wanted.length === 0}
            onClick={() => void commit()}
          >
            {importButtonInWords(wanted.length, isBusy)}
          </button>
        </>
      }
    >
      {items.some((item) => item.type === 'article') ? (
        <ForAll form={form} onChange={setForm} />
      ) : null}
      {isTable(form) ? <AllOrNone form={form} onChange={setForm} /> : null}
      {refused.length > 0 && items.length > MANY ? <Refused refused={refused} /> : null}
      <Cards form={form} changes={changes} />
      <Aside names={preview.aside ?? []} />
      {namesTwice(items).map((name) => (
        <p key={name} className="notice-line">
          More than one of these files has tags by <bdi>{showHidden(name)}</bdi>. They are taken in
          the order of the list, and the last one’s set counts.
        </p>
      ))}
      {refused.length > 0 && items.length <= MANY ? <Refused refused={refused} /> : null}
    </Dialog>
  );
}

interface FormProps {
  readonly form: ImportForm;
  readonly onChange: (form: ImportForm) => void;
}

/** What is said once for all articles: outlet and date where there are several, and the event. */
function ForAll({ form, onChange }: FormProps) {
  return (
    <div className="form-grid">
      {articlesIn(form) > 1 ? (
        <>
          <FieldRow label="Outlet of all">
            {(id) => (
              <TextInput
                id={id}
                limit={1000}
                placeholder="Unknown, or written for each"
                value={form.outlet}
                onChange={(outlet) => {
                  onChange({ ...form, outlet });
                }}
              />
            )}
          </FieldRow>
          <DateRow
            label="Date of all"
            limit={100}
            value={form.published}
            onChange={(published) => {
              onChange({ ...form, published });
            }}
          />
        </>
      ) : null}
      <EventRows
        event={form.event}
        newEvent={form.newEvent}
        onChange={(patch) => {
          onChange({ ...form, ...patch });
        }}
      />
    </div>
  );
}

/** How much of a long list is taken. */
function AllOrNone({ form, onChange }: FormProps) {
  return (
    <div className="import-all">
      <span className="grow">{itemsInWords(form.items)}</span>
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
    </div>
  );
}

/** What of a folder is not opened, because it is about the data. */
function Aside({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  const more = names.length - ASIDE;
  return (
    <p className="hint">
      Not opened, as {names.length === 1 ? 'it is' : 'they are'} about the data:{' '}
      {names.slice(0, ASIDE).map(showHidden).join(', ')}
      {more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}. To use one as an article, open it
      by itself.
    </p>
  );
}

/** Names that are named; the others are counted. */
const ASIDE = 10;

/** What is being stored, why it was not, or that nothing has been so far. */
function Progress({ isBusy, problem }: { readonly isBusy: boolean; readonly problem: string }) {
  if (isBusy) return <StoringProgress />;
  return problem === '' ? (
    <span className="hint grow">Nothing is stored before you choose Import.</span>
  ) : (
    <span role="alert" className="problem grow">
      {problem}
    </span>
  );
}
