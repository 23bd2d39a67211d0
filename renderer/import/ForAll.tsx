import type { ReadOptions } from '#core/sources/reading.ts';

import { Choice } from '../controls/fields/Choice.tsx';
import { DateRow } from '../controls/fields/DateRow.tsx';
import { EventRows } from '../controls/fields/EventRows.tsx';
import { FieldRow } from '../controls/fields/Field.tsx';
import { TextInput } from '../controls/fields/TextInput.tsx';
import { articlesIn, type ImportForm } from '../model/forms/import-form.ts';
import {
  duplicatesForAll,
  duplicatesIn,
  trackedForAll,
  trackedSources,
  versionsForAll,
  versionsIn,
  withDuplicates,
  withVersions,
} from '../model/forms/import-rows.ts';
import type { CardChanges } from './reading/use-import.ts';

interface ForAllProps {
  readonly form: ImportForm;
  readonly onChange: (form: ImportForm) => void;
}

/** What is said once for all articles: outlet and date where there are several, and the event. */
export function ForAll({ form, onChange }: ForAllProps) {
  return (
    <>
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
    </>
  );
}

/** What is shown while not all have the same. */
const EACH = 'As chosen for each';

/** What is decided once for all pages and documents: those here already, versions, tracked changes. */
export function UseOfAll({ form, onChange, changes }: ForAllProps & { changes: CardChanges }) {
  return (
    <>
      {duplicatesIn(form).length > 0 ? (
        <FieldRow label="Texts here already">
          {(id) => (
            <Choice
              id={id}
              value={duplicatesForAll(form)}
              otherwise={EACH}
              options={[
                ['skip', 'Leave out'],
                ['import', 'Add the file’s name to the article'],
              ]}
              onChange={(action) => {
                onChange(withDuplicates(form, action));
              }}
            />
          )}
        </FieldRow>
      ) : null}
      {versionsIn(form).length > 0 ? (
        <FieldRow label="Other versions">
          {(id) => (
            <Choice
              id={id}
              value={versionsForAll(form)}
              otherwise={EACH}
              options={[
                ['version', 'Import as versions, with my tags'],
                ['apart', 'Import as other articles'],
                ['skip', 'Leave out'],
              ]}
              onChange={(use) => {
                onChange(withVersions(form, use));
              }}
            />
          )}
        </FieldRow>
      ) : null}
      <TrackedOfAll form={form} changes={changes} />
    </>
  );
}

function TrackedOfAll({ form, changes }: { form: ImportForm; changes: CardChanges }) {
  const sources = trackedSources(form);
  if (sources.length === 0) return null;
  const read = async (tracked: ReadOptions['tracked']): Promise<void> => {
    for (const source of sources) await changes.reread(source, { ...source.options, tracked });
  };
  return (
    <FieldRow label="Tracked changes">
      {(id) => (
        <Choice
          id={id}
          value={trackedForAll(form)}
          otherwise={EACH}
          options={[
            ['accepted', 'Read as accepted'],
            ['rejected', 'Read as rejected'],
          ]}
          onChange={(tracked) => void read(tracked)}
        />
      )}
    </FieldRow>
  );
}
