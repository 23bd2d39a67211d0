// The sheet of the people of a library: their names, and which of them are one. What a change does to
// tags is in core/people.
import { useEffect, useRef, useState } from 'react';

import { tagsOf, type Person } from '#core/people/people-book.ts';

import { Dialog } from '../controls/Dialog.tsx';
import { SheetActions } from '../controls/SheetActions.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { MergeForm } from './MergeForm.tsx';
import { PeopleList } from './PeopleList.tsx';
import { nameStays } from './people-words.ts';
import { PersonEntry } from './PersonEntry.tsx';
import { Proposals } from './Proposals.tsx';
import { usePeopleEdits } from './use-people-edits.ts';
import './people.css';

/** Everybody who is named in the library. Every change is saved at once, in all articles. */
export function PeopleSheet() {
  const workspace = useWorkspace();
  useAppState((state) => state.namesInUse);
  useAppState((state) => state.library.aliases);
  const book = workspace.people.book();
  const [typed, setTyped] = useState('');
  const [current, setCurrent] = useState<string | null>(null);
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  // Whether the merge was begun by a button that has gone with what it offered.
  const [isLed, setIsLed] = useState(false);
  const entry = useKeptFocus();
  const edits = usePeopleEdits((name) => {
    setChecked(new Set());
    setCurrent(name);
  });
  useEffect(() => {
    void workspace.people.refresh();
  }, [workspace]);
  const listed = typed.trim() === '' ? book.people : book.matching(typed);
  const chosen = book.people.filter(({ name }) => checked.has(name));
  const person = current === null ? undefined : book.personOf(current);
  /** Whose name is to be typed over; its field has the focus as soon as it is there. */
  const [renamed, setRenamed] = useState<string | null>(null);
  useEffect(() => {
    if (renamed === null || renamed !== current) return;
    setRenamed(null);
    const field = entry.current?.querySelector<HTMLInputElement>('[data-field="name"]');
    field?.focus();
    field?.select();
  }, [renamed, current, entry]);
  const remove = (of: Person): void => {
    const tags = tagsOf(of);
    if (tags > 0) edits.report({ problem: nameStays(of.name, tags) });
    else void edits.apply({ type: 'remove', name: of.name }, null);
  };
  const check = (people: readonly Person[]): void => {
    setIsLed(true);
    setChecked(new Set(people.map(({ name }) => name)));
  };
  return (
    <Dialog
      title="People"
      className="people-sheet"
      onClose={() => {
        // What stands in a field is kept before the sheet goes.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        workspace.dialogs.close();
      }}
      actions={<SheetActions undo={edits} />}
    >
      <PeopleList
        people={listed}
        total={book.people.length}
        typed={typed}
        onType={setTyped}
        current={person?.name ?? null}
        onCurrent={setCurrent}
        checked={checked}
        onCheck={(names) => {
          setIsLed(false);
          setChecked(names);
        }}
        onRename={({ name }) => {
          setChecked(new Set());
          setCurrent(name);
          setRenamed(name);
        }}
        onRemove={remove}
        onKeyDown={edits.onKeyDown}
      />
      <div ref={entry} className="people-entry" onKeyDown={edits.onKeyDown}>
        {chosen.length > 1 ? (
          <MergeForm
            key={chosen.map(({ name }) => name).join('\n')}
            people={chosen}
            edits={edits}
            isLed={isLed}
            onCancel={() => {
              setChecked(new Set());
            }}
          />
        ) : person ? (
          <PersonEntry
            key={person.name}
            person={person}
            edits={edits}
            onBack={() => {
              setCurrent(null);
            }}
          />
        ) : (
          <Proposals groups={book.proposals()} edits={edits} onMerge={check} />
        )}
      </div>
    </Dialog>
  );
}

/** Gives the focus to the list where what had it goes away, so that keys always have a place. */
function useKeptFocus() {
  const entry = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = entry.current;
    const dialog = element?.closest('dialog');
    if (!element || !dialog) return undefined;
    const observer = new MutationObserver(() => {
      const { activeElement } = document;
      if (activeElement !== document.body && activeElement !== dialog) return;
      const row = dialog.querySelector<HTMLElement>('[data-list] [tabindex="0"]');
      (row ?? dialog.querySelector<HTMLElement>('input'))?.focus();
    });
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
    };
  }, []);
  return entry;
}
