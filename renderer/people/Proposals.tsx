import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';
import { tagsOf, type Person } from '#core/people/people-book.ts';

import type { PeopleEdits } from './use-people-edits.ts';

/** Most groups that are shown at once; the others come when these are decided. */
const SHOWN = 30;

interface ProposalsProps {
  readonly groups: readonly (readonly Person[])[];
  readonly edits: PeopleEdits;
  readonly onMerge: (people: readonly Person[]) => void;
}

/** Names that may be one person's. Nothing is merged unasked. */
export function Proposals({ groups, edits, onMerge }: ProposalsProps) {
  return (
    <div className="people-entry-body">
      <h3>Who may be one</h3>
      {groups.length === 0 ? (
        <p className="empty">
          No two names look like one person’s. Choose somebody to see or change the spellings.
        </p>
      ) : null}
      <ul className="people-proposals" aria-label="Who may be one">
        {groups.slice(0, SHOWN).map((people) => {
          const names = people.map(({ name }) => name);
          return (
            <li key={names.join('\n')} className="list-line">
              <span>
                {people.map((person, at) => (
                  <span key={person.name}>
                    {at === 0 ? null : ' · '}
                    <bdi>{showHidden(person.name)}</bdi>{' '}
                    <span className="hint">{tagsOf(person)}</span>
                  </span>
                ))}
              </span>
              <span className="people-buttons">
                <button
                  type="button"
                  onClick={() => {
                    onMerge(people);
                  }}
                >
                  Merge…
                </button>
                <button
                  type="button"
                  onClick={() => void edits.apply({ type: 'keep-apart', names }, null)}
                >
                  Not the Same
                </button>
              </span>
            </li>
          );
        })}
      </ul>
      {groups.length > SHOWN ? (
        <p className="hint">{countOf(groups.length - SHOWN, 'group')} more.</p>
      ) : null}
    </div>
  );
}
