import { useState } from 'react';

import { countOf } from '#core/numbers.ts';
import type { Person } from '#core/people/people-book.ts';

import { Choice } from '../controls/fields/Choice.tsx';
import { Field } from '../controls/fields/Field.tsx';
import { Consequence, type AskedEdit } from './Asked.tsx';
import { nameThatStays } from './people-words.ts';
import type { PeopleEdits } from './use-people-edits.ts';

interface MergeFormProps {
  readonly people: readonly Person[];
  readonly edits: PeopleEdits;
  /** The answer is the next thing that is wanted, and has the focus. */
  readonly isLed: boolean;
  readonly onCancel: () => void;
}

/** Makes one person of those who were checked: which name stays, and how many tags change. */
export function MergeForm({ people, edits, isLed, onCancel }: MergeFormProps) {
  const [name, setName] = useState(() => nameThatStays(people));
  const names = people.flatMap((person) => person.names.map((each) => each.name));
  const edit: AskedEdit = { type: 'merge', names: people.map((person) => person.name), name };
  return (
    <form
      className="people-entry-body"
      onSubmit={(event) => {
        event.preventDefault();
        void edits.apply(edit, name);
      }}
    >
      <h3>Merge {countOf(people.length, 'name')}</h3>
      <ul className="people-spellings" aria-label="To be merged">
        {people.map((person) => (
          <li key={person.name}>
            <bdi>{person.name}</bdi>
          </li>
        ))}
      </ul>
      <Field label="Name that stays">
        {(id) => (
          <Choice
            id={id}
            value={name}
            options={names.map((each) => [each, each])}
            onChange={setName}
          />
        )}
      </Field>
      <p className="people-consequence" aria-live="polite">
        <Consequence edit={edit} />
      </p>
      <div className="people-buttons">
        <button type="submit" className="primary" autoFocus={isLed}>
          Merge
        </button>
        <button
          type="button"
          onClick={() =>
            void edits.apply({ type: 'keep-apart', names: people.map((each) => each.name) }, null)
          }
        >
          Not the Same
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
