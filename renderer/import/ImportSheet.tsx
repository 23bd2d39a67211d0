// The sheet of what was opened, before anything is stored. What is decided in it is in model/forms.
import { useCallback, useState } from 'react';

import type { ImportItem, ImportPreview } from '#core/contract/import.ts';
import { showHidden } from '#core/guards/labels.ts';
import { grouped } from '#core/numbers.ts';

import { Check } from '../controls/fields/Check.tsx';
import { Dialog } from '../controls/sheets/Dialog.tsx';
import {
  choiceOf,
  isTable,
  itemNow,
  MANY,
  namesTwice,
  wantedItems,
  type ImportForm,
} from '../model/forms/import-form.ts';
import {
  isListOfReadings,
  itemsInOrder,
  onlyReading,
  tablesIn,
} from '../model/forms/import-rows.ts';
import { importButtonInWords, itemsInWords } from '../model/forms/import-words.ts';
import { AllOrNone } from './AllOrNone.tsx';
import { Cards } from './Cards.tsx';
import { FileTable } from './FileTable.tsx';
import { ForAll, UseOfAll } from './ForAll.tsx';
import { ImportFailures } from './ImportFailures.tsx';
import { StoringProgress } from './ImportLine.tsx';
import { OpenedFile } from './OpenedFile.tsx';
import { ReadingView } from './reading/ReadingView.tsx';
import { Refused } from './Refused.tsx';
import { Columns, NoArticles } from './reading/SourceOptions.tsx';
import { useImport, type CardChanges } from './reading/use-import.ts';
import './import.css';

/** What was found in opened, dropped or pasted files, decided upon before anything is stored. */
export function ImportSheet({ preview }: { readonly preview: ImportPreview }) {
  const state = useImport(preview);
  const { form, changes, outcome, problem, isBusy, isLooking, commit, cancel } = state;
  /** The file that was opened last, and whether it still is. */
  const [last, setLast] = useState<ImportItem | null>(null);
  const [isOpen, setOpen] = useState(false);
  const item = last ? itemNow(form, last) : undefined;
  const open = useCallback((each: ImportItem): void => {
    setLast(each);
    setOpen(true);
  }, []);
  const wanted = wantedItems(form);
  const only = onlyReading(form);
  const isMany = isListOfReadings(form);
  if (outcome) return <ImportFailures outcome={outcome} onClose={() => void cancel()} />;
  if (item && isOpen) {
    return (
      <OneOfMany
        {...{ form, item, changes, problem }}
        token={preview.token}
        onOpen={open}
        onBack={() => {
          setOpen(false);
        }}
      />
    );
  }
  return (
    <Dialog
      title={form.items.length === 1 ? 'Open this file' : `Open ${form.items.length} files`}
      className={only || isMany ? 'import-large' : 'wide'}
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
      {isMany ? (
        <Many {...state} opened={item} onOpen={open} aside={preview.aside} />
      ) : only ? (
        <>
          <ReadingView token={preview.token} form={form} item={only} changes={changes} />
          <div className="form-grid import-event">
            <ForAll form={form} onChange={state.setForm} />
          </div>
        </>
      ) : (
        <Few {...state} aside={preview.aside} />
      )}
    </Dialog>
  );
}

type SheetState = ReturnType<typeof useImport> & { readonly aside: ImportPreview['aside'] };

/** Plain texts and tags: a card for each. */
function Few({ form, setForm, changes, aside }: SheetState) {
  const { items } = form;
  const refused = items.filter((item) => item.type === 'refused');
  return (
    <>
      {items.some((item) => item.type === 'article') ? (
        <div className="form-grid">
          <ForAll form={form} onChange={setForm} />
        </div>
      ) : null}
      {isTable(form) ? (
        <div className="import-all">
          <span className="grow">{itemsInWords(items)}</span>
          <AllOrNone form={form} onChange={setForm} />
        </div>
      ) : null}
      {refused.length > 0 && items.length > MANY ? <Refused refused={refused} /> : null}
      <Cards form={form} changes={changes} />
      <Aside names={aside ?? []} />
      <NamesTwice form={form} />
      {refused.length > 0 && items.length <= MANY ? <Refused refused={refused} /> : null}
    </>
  );
}

/** Pages and documents among the files: a line for each, opened one by one or taken as they are. */
function Many({
  form,
  setForm,
  changes,
  aside,
  opened,
  onOpen,
}: SheetState & {
  /** What was opened last: the table goes on from it. */
  readonly opened: ImportItem | undefined;
  readonly onOpen: (item: ImportItem) => void;
}) {
  const [current, setCurrent] = useState(opened?.key ?? '');
  return (
    <>
      <div className="form-grid import-for-all">
        <ForAll form={form} onChange={setForm} />
        <UseOfAll form={form} onChange={setForm} changes={changes} />
      </div>
      {tablesIn(form).map((source) =>
        source.columns ? (
          <Columns
            key={source.key}
            source={source}
            columns={source.columns}
            onOptions={(options) => void changes.reread(source, options)}
          />
        ) : null,
      )}
      <NoArticles leftOut={form.sources.flatMap(({ leftOut }) => leftOut)} />
      <FileTable
        form={form}
        current={current}
        onCurrent={setCurrent}
        onChange={setForm}
        onOpen={onOpen}
      />
      <Aside names={aside ?? []} />
      <NamesTwice form={form} />
    </>
  );
}

function NamesTwice({ form }: { readonly form: ImportForm }) {
  return namesTwice(form.items).map((name) => (
    <p key={name} className="notice-line">
      More than one of these files has tags by <bdi>{showHidden(name)}</bdi>. They are taken in the
      order of the list, and the last one’s set counts.
    </p>
  ));
}

/** One file of many, opened from its line. */
function OneOfMany({
  token,
  form,
  item,
  changes,
  problem,
  onOpen,
  onBack,
}: {
  readonly token: string;
  readonly form: ImportForm;
  readonly item: ImportItem;
  readonly changes: CardChanges;
  readonly problem: string;
  readonly onOpen: (item: ImportItem) => void;
  readonly onBack: () => void;
}) {
  const items = itemsInOrder(form);
  const at = items.indexOf(item);
  const beside = (step: 1 | -1, words: string) => {
    const other = items[at + step];
    return (
      <button
        type="button"
        disabled={!other}
        onClick={() => {
          if (other) onOpen(other);
        }}
      >
        {words}
      </button>
    );
  };
  return (
    <Dialog
      title={`File ${grouped(at + 1)} of ${grouped(form.items.length)}`}
      className="import-large"
      onClose={onBack}
      actions={
        <>
          <div className="grow">
            {problem === '' ? null : (
              <span role="alert" className="problem">
                {problem}
              </span>
            )}
            {item.type === 'refused' ? null : (
              <Check
                isChecked={choiceOf(form, item).action === 'import'}
                onChange={(isChecked) => {
                  changes.change(item, { action: isChecked ? 'import' : 'skip' });
                }}
              >
                Import it with the others
              </Check>
            )}
          </div>
          {beside(-1, 'Previous')}
          {beside(1, 'Next')}
          <button type="button" className="primary" onClick={onBack}>
            Back to the list
          </button>
        </>
      }
    >
      <OpenedFile token={token} form={form} item={item} changes={changes} />
    </Dialog>
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
