import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { Check } from '../../controls/fields/Check.tsx';
import { Choice } from '../../controls/fields/Choice.tsx';
import { FieldRow } from '../../controls/fields/Field.tsx';
import { TextInput } from '../../controls/fields/TextInput.tsx';
import { useAppState } from '../../controls/use-workspace.ts';
import { listWith, type AnnotationsItem } from '../../model/forms/import-form.ts';
import { replacedInWords } from '../../model/forms/import-words.ts';
import type { CardProps } from './ImportCard.tsx';

/** What is given to a part of a card whose changes may change what the file would do. */
export type TagsProps = CardProps<AnnotationsItem> & {
  /** As `onChange`; what the file would do then is asked for. */
  readonly onDecide: CardProps<AnnotationsItem>['onChange'];
};

type Person = AnnotationsItem['annotators'][number];

/** Who made the tags, and whether somebody here is the same person. */
export function People(props: TagsProps) {
  const { annotators } = props.item;
  return (
    <ul className="plain-list import-people">
      {annotators.map((person) => (
        <li key={person.id}>
          {person.standIn ? (
            <Unnamed {...props} person={person} />
          ) : (
            <Named {...props} person={person} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface PersonProps extends TagsProps {
  readonly person: Person;
}

function Named({ person, choice, onChange, onDecide }: PersonProps) {
  const { id, name, isSelf, tags, namesake, replaces } = person;
  const isApart = choice.apart.includes(id);
  return (
    <>
      <bdi>{showHidden(name)}</bdi>
      {isSelf ? ' (you)' : ', kept as a set of its own'}: {countOf(tags, 'tag')}
      {replaces ? `. ${replacedInWords(replaces)}` : null}
      {namesake ? (
        <Check
          isChecked={choice.namesakes.includes(id)}
          onChange={(isChecked) => {
            onChange({ namesakes: listWith(choice.namesakes, id, isChecked) });
          }}
        >
          This is the same <bdi>{showHidden(namesake.name)}</bdi> as the one who is known here
        </Check>
      ) : null}
      {(replaces ?? isApart) && !isSelf ? (
        <Check
          isChecked={isApart}
          onChange={(isChecked) => {
            onDecide({ apart: listWith(choice.apart, id, isChecked) });
          }}
        >
          Keep the tags here as well: these are of somebody else, who gets a number after the name
        </Check>
      ) : null}
    </>
  );
}

/** Tags that the file names nobody for: the analyst says whose they are. */
function Unnamed({ person, choice, onChange, onDecide }: PersonProps) {
  const { name, tags, isSelf, replaces } = person;
  const known = useAppState((state) => state.library.annotators);
  const self = useAppState((state) => state.library.self.id);
  const written = choice.annotatorName.trim();
  const namesake = known.find((each) => each.name.toLowerCase() === written.toLowerCase());
  return (
    <fieldset className="import-person">
      <legend>
        The file does not say who made {tags === 1 ? 'its tag' : `its ${countOf(tags, 'tag')}`}.
      </legend>
      <div className="form-grid">
        <FieldRow label="Made by">
          {(id) => (
            <Choice
              id={id}
              value={choice.madeBy}
              options={[
                ['', 'Somebody new'],
                ...known.map(
                  (each) =>
                    [
                      each.id,
                      `${showHidden(each.name)}${each.id === self ? ' (you)' : ''}`,
                    ] as const,
                ),
              ]}
              onChange={(madeBy) => {
                onDecide({ madeBy });
              }}
            />
          )}
        </FieldRow>
        {choice.madeBy === '' ? (
          <FieldRow label="Name">
            {(id) => (
              <TextInput
                id={id}
                limit={100}
                placeholder={showHidden(name)}
                value={choice.annotatorName}
                onChange={(annotatorName) => {
                  onChange({ annotatorName });
                }}
              />
            )}
          </FieldRow>
        ) : null}
      </div>
      {choice.madeBy === '' && namesake ? (
        <p className="notice-line">
          Somebody called <bdi>{showHidden(namesake.name)}</bdi> is here already. Choose them above
          if it is the same person; else the new one gets a number after the name.
        </p>
      ) : null}
      {isSelf ? <p className="hint">They join your own tags; none of yours is changed.</p> : null}
      {replaces ? <p className="notice-line">{replacedInWords(replaces)}</p> : null}
    </fieldset>
  );
}
