// The sheet of the people of a library: their names, and which of them are one. What a change does to
// tags is in core/people.
import { useEffect, useRef, useState, type RefObject } from 'react';

import { tagsOf, type PeopleBook, type Person } from '#core/people/people-book.ts';

import { Dialog } from '../controls/sheets/Dialog.tsx';
import { SheetActions } from '../controls/sheets/SheetActions.tsx';
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
  // A change that was still on its way to the disk when the sheet opened is counted, too.
  const version = useAppState((state) => state.articleVersion);
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
  }, [workspace, version]);
  const listed = typed.trim() === '' ? book.people : book.matching(typed);
  const chosen = book.people.filter(({ name }) => checked.has(name));
  const person = current === null ? undefined : book.personOf(current);
  const typeOver = useTypedOver(entry);
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
          typeOver();
        }}
        onRemove={(of) => {
          removeUnused(of, edits);
        }}
        onKeyDown={edits.onKeyDown}
      />
      <div ref={entry} className="people-entry" onKeyDown={edits.onKeyDown}>
        <ChosenEntry
          book={book}
          person={person}
          chosen={chosen}
          edits={edits}
          isLed={isLed}
          onMerge={(people) => {
            setIsLed(true);
            setChecked(new Set(people.map(({ name }) => name)));
          }}
          onBack={() => {
            setCurrent(null);
          }}
        />
      </div>
    </Dialog>
  );
}

/** The one person whose row is current, several that may be merged, or what may be one. */
function ChosenEntry({
  book,
  person,
  chosen,
  edits,
  isLed,
  onMerge,
  onBack,
}: {
  readonly book: PeopleBook;
  readonly person: Person | undefined;
  readonly chosen: readonly Person[];
  readonly edits: ReturnType<typeof usePeopleEdits>;
  readonly isLed: boolean;
  /** Those who are to be merged; none: nobody after all. */
  readonly onMerge: (people: readonly Person[]) => void;
  readonly onBack: () => void;
}) {
  if (chosen.length > 1) {
    return (
      <MergeForm
        key={chosen.map(({ name }) => name).join('\n')}
        people={chosen}
        edits={edits}
        isLed={isLed}
        onCancel={() => {
          onMerge([]);
        }}
      />
    );
  }
  if (person)
    return <PersonEntry key={person.name} person={person} edits={edits} onBack={onBack} />;
  return <Proposals groups={book.proposals()} edits={edits} onMerge={onMerge} />;
}

/** Takes a name out of the list, but for one that tags have. */
function removeUnused(person: Person, edits: ReturnType<typeof usePeopleEdits>): void {
  const tags = tagsOf(person);
  if (tags > 0) edits.report({ problem: nameStays(person.name, tags) });
  else void edits.apply({ type: 'remove', name: person.name }, null);
}

/** What gives the focus to the name in the entry, to be typed over, as soon as the entry is there. */
function useTypedOver(entry: RefObject<HTMLDivElement | null>): () => void {
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (asked === 0) return;
    const field = entry.current?.querySelector<HTMLInputElement>('[data-field="name"]');
    field?.focus();
    field?.select();
  }, [asked, entry]);
  return () => {
    setAsked((times) => times + 1);
  };
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
