import { useState } from 'react';

import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';
import { tagsOf, type Person } from '#core/people/people-book.ts';
import { cleanName } from '#core/people/spelling.ts';
import { VALUE_LIMIT } from '#core/tags/tag.ts';

import { CommitField } from '../controls/fields/CommitField.tsx';
import { RadioRow } from '../controls/fields/RadioRow.tsx';
import { useWorkspace } from '../controls/use-workspace.ts';
import { Asked, type AskedEdit } from './Asked.tsx';
import { KINDS } from './people-words.ts';
import type { PeopleEdits } from './use-people-edits.ts';

interface PersonEntryProps {
  readonly person: Person;
  readonly edits: PeopleEdits;
  /** Back to who may be one. */
  readonly onBack: () => void;
}

/** One of the people: name, kind, spellings. */
export function PersonEntry({ person, edits, onBack }: PersonEntryProps) {
  const workspace = useWorkspace();
  const [asked, setAsked] = useState<AskedEdit | null>(null);
  const { name, kind, names } = person;
  const tags = tagsOf(person);
  /** Asks first where tags would change. */
  const ask = async (edit: AskedEdit): Promise<boolean> => {
    const count = await workspace.people.count(edit);
    if (!count.ok) edits.report({ problem: count.error });
    else if (count.value.tags > 0 || edit.type === 'take-apart') setAsked(edit);
    else return edits.apply(edit, shownAfter(edit));
    return false;
  };
  const rename = (to: string): Promise<boolean> => {
    const other = workspace.people.book().personOf(to);
    const isOther = other !== undefined && other.name !== name;
    return ask(
      isOther
        ? { type: 'merge', names: [name, other.name], name: other.name }
        : { type: 'rename', name, to: cleanName(to) },
    );
  };
  return (
    <div className="people-entry-body">
      <div className="people-head">
        <h3>
          <bdi>{showHidden(name)}</bdi>
        </h3>
        <button type="button" className="link" onClick={onBack}>
          Who may be one…
        </button>
      </div>
      {asked ? (
        <Asked
          edit={asked}
          onAnswer={() => {
            setAsked(null);
            void edits.apply(asked, shownAfter(asked));
          }}
          onCancel={() => {
            setAsked(null);
          }}
        />
      ) : null}
      <CommitField label="Name" field="name" value={name} limit={VALUE_LIMIT} onCommit={rename} />
      <RadioRow
        label="Kind"
        value={kind}
        options={KINDS}
        onChange={(to) => void edits.apply({ type: 'set-kind', name, to }, name)}
      />
      <Spellings
        spellings={names.slice(1).map((each) => each.name)}
        onTakeApart={(spelling) => void ask({ type: 'take-apart', name, spelling })}
      />
      <CommitField
        label="Add a spelling"
        value=""
        limit={VALUE_LIMIT}
        onCommit={(spelling) =>
          cleanName(spelling) === ''
            ? Promise.resolve(false)
            : ask({ type: 'merge', names: [name, cleanName(spelling)], name })
        }
      />
      <p className="people-tags">
        <button
          type="button"
          disabled={tags === 0}
          onClick={() => {
            workspace.dialogs.close();
            workspace.search.openFor(name);
          }}
        >
          Show {countOf(tags, 'tag')}
        </button>
      </p>
    </div>
  );
}

/** What else somebody is called. */
function Spellings({
  spellings,
  onTakeApart,
}: {
  readonly spellings: readonly string[];
  readonly onTakeApart: (spelling: string) => void;
}) {
  return (
    <div className="field">
      <span className="field-label">Spellings</span>
      <ul className="people-spellings" aria-label="Spellings">
        {spellings.map((spelling) => (
          <li key={spelling} className="list-line">
            <bdi>{showHidden(spelling)}</bdi>
            <button
              type="button"
              title={`Take ${showHidden(spelling)} apart`}
              onClick={() => {
                onTakeApart(spelling);
              }}
            >
              Take Apart
            </button>
          </li>
        ))}
      </ul>
      {spellings.length > 0 ? null : <p className="hint">No other spelling is known.</p>}
    </div>
  );
}

/** Whom to show when an edit has been made. */
function shownAfter(edit: AskedEdit): string {
  return edit.type === 'rename' ? edit.to : edit.name;
}
