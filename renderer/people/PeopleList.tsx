import { useRef, type KeyboardEvent } from 'react';

import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';
import { tagsOf, type Person } from '#core/people/people-book.ts';

import { FilterField } from '../controls/fields/FilterField.tsx';
import { VirtualList } from '../controls/lists/VirtualList.tsx';
import { rowInWords } from './people-words.ts';

interface PeopleListProps {
  readonly people: readonly Person[];
  /** How many there are without the filter. */
  readonly total: number;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** Whose entry is shown; `null` for nobody's. */
  readonly current: string | null;
  readonly onCurrent: (name: string) => void;
  /** Names of those who are to become one. */
  readonly checked: ReadonlySet<string>;
  readonly onCheck: (checked: ReadonlySet<string>) => void;
  /** F2. */
  readonly onRename: (person: Person) => void;
  /** Delete. */
  readonly onRemove: (person: Person) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** All people by name; those whose boxes are checked can be merged. */
export function PeopleList(props: PeopleListProps) {
  const { people, total, typed, onType, current, onCurrent, checked, onCheck, onKeyDown } = props;
  const { onRename, onRemove } = props;
  const index = people.findIndex(({ name }) => name === current);
  const section = useRef<HTMLElement>(null);
  const toggle = (name: string): void => {
    const next = new Set(checked);
    if (!next.delete(name)) next.add(name);
    onCheck(next);
  };
  return (
    <section ref={section} className="people-list" aria-label="People" onKeyDown={onKeyDown}>
      <FilterField label="Find a name" value={typed} onChange={onType} />
      <VirtualList
        label="People"
        name="people"
        count={people.length}
        rowHeight={48}
        keyOf={(at) => people[at]?.name ?? String(at)}
        current={index >= 0 ? index : people.length > 0 ? 0 : -1}
        onMove={(at) => {
          const person = people[at];
          if (person) onCurrent(person.name);
        }}
        onKey={(event, at) => {
          const person = people[at];
          if (!person || event.ctrlKey || event.metaKey || event.altKey) return;
          if (event.key === ' ') {
            event.preventDefault();
            toggle(person.name);
          } else if (event.key === 'Enter' && person.name !== current) {
            event.preventDefault();
            onCurrent(person.name);
          } else if (event.key === 'F2') {
            event.preventDefault();
            onRename(person);
          } else if (event.key === 'Delete' || event.key === 'Backspace') {
            event.preventDefault();
            onRemove(person);
          }
        }}
        row={(at, isReached) => {
          const person = people[at];
          if (!person) return null;
          return (
            <Row
              person={person}
              isReached={isReached}
              isCurrent={person.name === current}
              isChecked={checked.has(person.name)}
              onOpen={() => {
                onCurrent(person.name);
              }}
              onToggle={() => {
                toggle(person.name);
              }}
            />
          );
        }}
        empty={
          total === 0
            ? 'Nobody is named yet. Names that tags get as speaker, claimant or target stand here.'
            : 'No name has that.'
        }
      />
      <p className="hint people-count">
        {total === people.length
          ? countOf(total, 'name')
          : `${countOf(people.length, 'name')} of ${total}`}{' '}
        · <kbd>Space</kbd> checks those who are one, <kbd>F2</kbd> renames
      </p>
    </section>
  );
}

interface RowProps {
  readonly person: Person;
  readonly isReached: boolean;
  readonly isCurrent: boolean;
  readonly isChecked: boolean;
  readonly onOpen: () => void;
  readonly onToggle: () => void;
}

function Row({ person, isReached, isCurrent, isChecked, onOpen, onToggle }: RowProps) {
  const also = rowInWords(person);
  const tags = tagsOf(person);
  return (
    <div className="people-row" aria-current={isCurrent}>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={`Merge ${showHidden(person.name)}`}
        checked={isChecked}
        onChange={onToggle}
      />
      <button
        type="button"
        tabIndex={isReached ? 0 : -1}
        title={[person.name, also].filter((each) => each !== '').join('\n')}
        onClick={onOpen}
      >
        <bdi className="people-row-name">{showHidden(person.name)}</bdi>
        <span className="people-row-count">{countOf(tags, 'tag')}</span>
        {also === '' ? null : <bdi className="people-row-also">{showHidden(also)}</bdi>}
      </button>
    </div>
  );
}
